import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';
import { quickClock } from '../../../support/quickClock';

/** A create whose answer is lost: who is found afterwards is the new user only where that is certain. */

let sandbox: Sandbox;
const waits = quickClock();
const EMAIL = 'new.person@example.com';

beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2, variety: false });
});
beforeEach(() => {
	sandbox.reset();
	sandbox.requests.length = 0;
	waits.length = 0;
});
afterAll(async () => await sandbox.close());

const create = () => ({
	resource: 'user',
	operation: 'create',
	organizationId: by('id', seeded(sandbox).organizationId),
	accountId: by('id', seeded(sandbox).account.id),
	email: EMAIL,
	firstName: 'New',
	lastName: 'Person',
	additionalFields: { userName: 'New Person' },
});
const withEmail = () => [...sandbox.state.users.values()].filter(({ email }) => email === EMAIL);
const creates = () =>
	adminRequests(sandbox).filter(({ method, path }) => method === 'POST' && /users$/.test(path));
const POST = { method: 'POST', path: /\/users$/ };

/** Somebody with the address, in the account. */
function somebody(names: { firstName: string; lastName: string; userName: string }, at?: number) {
	const { organizationId, account } = seeded(sandbox);
	const user = sandbox.state.addUser({
		organizationId,
		email: EMAIL,
		defaultAccountId: account.id,
		siteId: account.siteId,
		status: 'active',
		...(at !== undefined && { createdAt: at }),
		...names,
	});
	sandbox.state.addMembership({ userId: user.id, accountId: account.id, status: 'active' });
	return user;
}

const OTHER = { firstName: 'Old', lastName: 'Hand', userName: 'Old Hand' };
const SAME = { firstName: 'New', lastName: 'Person', userName: 'New Person' };
const LONG_AGO = Date.UTC(2020, 0, 1);

describe.each(CONTRACTS)('on %s', (contract) => {
	const run = async (items = [{}]) =>
		(
			await adminNode(sandbox, contract).run(create(), { items, onError: 'continueRegularOutput' })
		).map(({ json }) => json);

	it.each(['before', 'after'] as const)(
		'a namesake by address is not taken: lost %s',
		async (when) => {
			const other = somebody(OTHER, LONG_AGO);
			sandbox.faults.add({ match: POST, do: { type: 'drop', when } });
			const [json] = await run();
			const [, made, ...more] = withEmail();
			expect(more).toEqual([]);
			expect(json.id).toBe(made.id);
			expect(json.id).not.toBe(other.id);
		},
	);

	it('nor one who came with other names at the same time', async () => {
		sandbox.faults.add({
			match: POST,
			do: { type: 'callback', run: () => void somebody(OTHER) },
		});
		sandbox.faults.add({ match: POST, do: { type: 'respond', status: 502 } });
		const [json] = await run();
		expect(withEmail().map(({ firstName }) => firstName)).toEqual(['Old', 'New']);
		expect(json.id).toBe(withEmail()[1].id);
	});

	it('one of the same names who was there before leaves it open', async () => {
		const other = somebody(SAME, LONG_AGO);
		sandbox.faults.add({ match: POST, do: { type: 'drop', when: 'before' } });
		const [{ error, details }] = await run();
		expect(error).toMatch(/not known whether Docusign did create the user/);
		expect(details).toMatchObject({
			code: 'DOCUSIGN_UNKNOWN_OUTCOME',
			description: expect.stringMatching(new RegExp(`${EMAIL}.*belongs to ${other.id}`)),
		});
		expect(creates()).toHaveLength(1);
	});

	it('two who may be the one are both named', async () => {
		sandbox.faults.add({
			match: POST,
			do: {
				type: 'callback',
				run: () => {
					somebody(SAME);
					somebody({ ...SAME, userName: 'new person' });
				},
			},
		});
		sandbox.faults.add({ match: POST, do: { type: 'respond', status: 502 } });
		const [{ details }] = await run();
		const [one, two] = withEmail();
		expect(details).toMatchObject({
			code: 'DOCUSIGN_UNKNOWN_OUTCOME',
			description: expect.stringContaining(`${one.id}, ${two.id}`),
		});
	});

	it('of two items with one address, the second does not take what the first has made', async () => {
		sandbox.faults.add({ match: { ...POST, times: 2 }, do: { type: 'drop', when: 'after' } });
		const [first, second] = await run([{}, {}]);
		expect(withEmail()).toHaveLength(1);
		expect(first.id).toBe(withEmail()[0].id);
		expect(second.error).toMatch(/there already/);
	});

	it('waits before it looks, since a server may show late what it did', async () => {
		sandbox.faults.add({ match: POST, do: { type: 'drop', when: 'after' } });
		await run();
		expect(waits).toEqual([500]);
	});
});

it('what a run knows of a user is let go when it has changed them', async () => {
	const user = [...sandbox.state.users.values()][9];
	const output = await adminNode(sandbox, 'openApi').run(
		{
			resource: 'user',
			operation: 'close',
			organizationId: by('id', seeded(sandbox).organizationId),
			userId: by('id', user.id),
			requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 400 } } },
		},
		{ items: [{}, {}] },
	);
	expect(adminRequests(sandbox).filter(({ method }) => method === 'DELETE')).toHaveLength(1);
	expect(output[1].json).toMatchObject({ id: user.id, already_closed: true });
});
