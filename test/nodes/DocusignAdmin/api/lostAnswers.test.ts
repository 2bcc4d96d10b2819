import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';

/** Writes whose answer is lost: whether they were carried out has to be found out, not guessed. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 20 });
});

afterEach(async () => await sandbox.close());

const users = () => [...sandbox.state.users.values()];
const withEmail = (email: string) => users().filter((user) => user.email === email);
const organizationId = () => by('id', seeded(sandbox).organizationId);

const create = () => ({
	resource: 'user',
	operation: 'create',
	organizationId: organizationId(),
	accountId: by('id', seeded(sandbox).account.id),
	email: 'new@example.com',
	firstName: 'New',
	lastName: 'User',
});

const creates = () =>
	adminRequests(sandbox).filter(({ operation }) => operation?.endsWith('createUser'));

const POST = { method: 'POST', path: '/users' };
const LATE = { type: 'respond', status: 504, act: true } as const;

/** The request that looks the user up, and what it answers when it shows nobody. */
const LOOK = {
	openApi: { match: { method: 'GET', path: '/users/profile' }, nobody: { users: [] } },
	cursor: { match: { method: 'GET', path: '/users' }, nobody: { users: [], next_uri: '' } },
};

describe.each(CONTRACTS)('a create without an answer, on the %s contract', (contract) => {
	const { match, nobody } = LOOK[contract];

	it('succeeds when the server shows late what it did', async () => {
		sandbox.faults.add({ match: POST, do: LATE });
		sandbox.faults.add({ match, do: { type: 'respond', status: 200, body: nobody } });
		const [created] = await adminNode(sandbox, contract).run(create());
		const [user, ...twins] = withEmail('new@example.com');
		expect(twins).toEqual([]);
		expect(created.json.id).toBe(user.id);
		expect(creates().map(({ status }) => status)).toEqual([504, 400]);
	});

	it.each([403, 503])('stays unknown when the look-up fails with %i', async (status) => {
		sandbox.faults.add({ match: POST, do: { type: 'drop', when: 'after' } });
		sandbox.faults.add({
			match: { ...match, times: Infinity },
			do: { type: 'respond', status, body: { message: 'Not now' } },
		});
		const [failed] = await adminNode(sandbox, contract).run(
			{ ...create(), options: { maxWait: 1 } },
			{ onError: 'continueRegularOutput' },
		);
		expect(failed.json.details).toMatchObject({ code: 'DOCUSIGN_UNKNOWN_OUTCOME' });
		expect(JSON.stringify(failed.json)).toMatch(/Looking it up did not help/);
		expect(creates()).toHaveLength(1);
	});
});

it('sends a create again when the look-up says with 404 that there is nobody', async () => {
	sandbox.faults.add({ match: POST, do: { type: 'drop', when: 'before' } });
	sandbox.faults.add({ match: LOOK.openApi.match, do: { type: 'empty', status: 404 } });
	const [created] = await adminNode(sandbox, 'openApi').run(create());
	expect(created.json.id).toBe(withEmail('new@example.com')[0].id);
	expect(creates()).toHaveLength(2);
});

describe.each(CONTRACTS)('a close without an answer, on the %s contract', (contract) => {
	it.each(['allAccounts', 'selectedAccounts'])(
		'succeeds when Docusign refuses the repeat since the first did it, in %s',
		async (closeIn) => {
			sandbox.configure({ closeClosed: 'error' });
			const match =
				contract === 'openApi'
					? { method: 'DELETE', path: '/accounts' }
					: { method: 'POST', path: '/users/close' };
			sandbox.faults.add({ match, do: { type: 'drop', when: 'after' } });
			const target = users().find(({ id, status }) => status === 'active' && id !== users()[0].id)!;
			const accounts = sandbox.state.membershipsOf(target.id).map(({ accountId }) => accountId);
			const [closed] = await adminNode(sandbox, contract).run({
				resource: 'user',
				operation: 'close',
				organizationId: organizationId(),
				userId: by('id', target.id),
				closeIn,
				accountIds: accounts,
			});
			expect(sandbox.state.users.get(target.id)!.status).toBe('closed');
			expect(closed.json).not.toHaveProperty('error');
			const sent = adminRequests(sandbox).filter(({ method }) => method === match.method);
			expect(sent).toHaveLength(2);
		},
	);
});
