import { type Sandbox, startSandbox } from '../../../sandbox';
import { type Admin, adminOf, type Reply } from '../support/admin';

let sandbox: Sandbox;
let admin: Admin;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, variety: false });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
	sandbox.reset({ cursorCloseStatus: 'user' });
	admin = await adminOf(sandbox);
});

/** The tenth seeded user is in both accounts. */
const user = () => [...sandbox.state.users.values()][9];
const ids = () => admin.accounts.map(({ id }) => id);
const statuses = () =>
	ids().map((id) => sandbox.state.membershipIn(user().id, id)?.status ?? 'none');

const close = (accounts = ids()): Promise<Reply> =>
	admin.published('DELETE', `${admin.v2}/users/${user().id}/accounts`, {
		body: { accounts: accounts.map((id) => ({ id })) },
	});
const closeCursor = (accounts?: string[]): Promise<Reply> =>
	admin.cursor('POST', `${admin.v2}/users/close`, {
		body: {
			user_email: user().email,
			...(accounts ? { accounts: accounts.map((account_id) => ({ account_id })) } : {}),
		},
	});

const denied = { error: 'account_admin_access_denied', error_description: expect.any(String) };

describe('an account in which nobody can be closed', () => {
	beforeEach(() => sandbox.configure({ closeRefusedIn: [ids()[1]] }));

	test('on the published contract: the other is closed, and success is false', async () => {
		expect((await close()).body).toEqual({
			success: false,
			accounts: [{ id: ids()[0] }, { id: ids()[1], error_details: denied }],
		});
		expect(statuses()).toEqual(['closed', 'active']);
	});

	test('on the cursor contract: each account says its own', async () => {
		const [one, two] = ids();
		expect((await closeCursor([one, two])).body).toEqual({
			closed_users: [
				{
					user_email: user().email,
					status: 'Active',
					error_details: denied,
					accounts: [
						{ account_id: one, status: 'Closed' },
						{ account_id: two, status: 'Active', error_details: denied },
					],
				},
			],
		});
		sandbox.configure({ cursorCloseStatus: 'asked' });
		expect((await closeCursor([two])).body).toEqual({
			closed_users: [{ user_email: user().email, status: 'Active', error_details: denied }],
		});
	});

	test('whose details are text, or a code', async () => {
		sandbox.configure({ errorDetails: 'text' });
		const details = async (reply: Promise<Reply>) =>
			JSON.stringify((await reply).body).match(/"error_details":("[^"]*")/)?.[1];
		expect(await details(close())).toBe('"The caller has no say in this account."');
		expect(await details(closeCursor())).toBe('"The caller has no say in this account."');
		sandbox.configure({ errorDetails: 'code' });
		expect(await details(close([ids()[1]]))).toBe('"account_admin_access_denied"');
		const profile = await admin.published('POST', `${admin.v2}/users/profiles`, {
			body: { users: [{ id: user().id, site_id: 999, first_name: 'A' }] },
		});
		expect(profile.body.users).toMatchObject([{ error_details: 'invalid_site_id' }]);
	});
});

describe('an answer', () => {
	const [published, cursor] = [() => close(), () => closeCursor()];

	test.each([
		['fewer', 1],
		['none', 0],
	] as const)('names %s of the accounts; all are closed', async (closeAnswer, count) => {
		sandbox.configure({ closeAnswer });
		expect((await published()).body.accounts).toHaveLength(count);
		expect(statuses()).toEqual(['closed', 'closed']);
		const { body } = await cursor();
		expect(body.closed_users).toMatchObject([{ accounts: { length: count } }]);
		sandbox.configure({ cursorCloseStatus: 'asked' });
		expect((await cursor()).body).toEqual({ closed_users: [] });
	});

	test.each([published, cursor])('has no body; all are closed', async (ask) => {
		sandbox.configure({ closeAnswer: 'empty' });
		expect(await ask()).toMatchObject({ status: 200, text: '' });
		expect(statuses()).toEqual(['closed', 'closed']);
	});

	test.each([
		['last', ['closed', 'active']],
		['all', ['active', 'active']],
	] as const)('says done of what was not: %s', async (closeIgnores, expected) => {
		sandbox.configure({ closeIgnores });
		expect((await published()).body).toEqual({
			success: true,
			accounts: ids().map((id) => ({ id })),
		});
		expect(statuses()).toEqual(expected);
	});

	test('warns of what it did', async () => {
		sandbox.configure({ closeWarning: true });
		const warning = { error: 'membership_closed_or_disabled_warning' };
		expect((await published()).body).toMatchObject({
			success: false,
			accounts: [{ error_details: warning }, { error_details: warning }],
		});
		expect(statuses()).toEqual(['closed', 'closed']);
		expect((await cursor()).body).toMatchObject({
			closed_users: [{ status: 'Closed', error_details: warning }],
		});
	});
});

describe('one account of several', () => {
	test('leaves the user active, and its own status says Closed', async () => {
		const [one] = ids();
		const head = { user_email: user().email };
		expect((await closeCursor([one])).body).toEqual({
			closed_users: [
				{ ...head, status: 'Active', accounts: [{ account_id: one, status: 'Closed' }] },
			],
		});
		expect(statuses()).toEqual(['closed', 'active']);
		sandbox.configure({ cursorCloseStatus: 'asked' });
		expect((await closeCursor([one])).body).toEqual({
			closed_users: [{ ...head, status: 'Closed' }],
		});
	});
});

describe('closing what is closed', () => {
	const words = { closedAlreadyCode: 'user_not_active', closedAlreadyText: 'Nothing to close.' };
	const details = { error: 'user_not_active', error_description: 'Nothing to close.' };

	test('may be an error in other words', async () => {
		sandbox.configure({ ...words, cursorCloseClosed: 'error' });
		await close();
		expect((await close()).body).toMatchObject({
			success: false,
			accounts: [{ error_details: details }, { error_details: details }],
		});
		expect((await closeCursor()).body).toMatchObject({
			closed_users: [{ error_details: details }],
		});
	});

	test('may be refused as a whole', async () => {
		sandbox.configure({ ...words, closeClosed: 'refuse', cursorCloseClosed: 'refuse' });
		await close();
		const refused = {
			status: 400,
			body: { errorCode: 'USER_NOT_ACTIVE', message: 'Nothing to close.' },
		};
		expect(await close()).toMatchObject(refused);
		expect(await closeCursor()).toMatchObject(refused);
	});
});

test('administrators of the organization are not closed through the API', async () => {
	admin.organization.adminIds.add(user().id);
	const details = { error: 'unspecified_error' };
	expect((await close()).body).toMatchObject({
		success: false,
		accounts: [{ error_details: details }, { error_details: details }],
	});
	expect((await closeCursor()).body).toMatchObject({
		closed_users: [{ status: 'Active', error_details: details }],
	});
	expect(statuses()).toEqual(['active', 'active']);
});
