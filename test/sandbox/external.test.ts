import { type Sandbox, startSandbox } from '../../sandbox';
import { type Admin, adminOf, type Reply, send } from './support/admin';

/** Memberships of a user of one organization in an account of another. */

let sandbox: Sandbox;
let admin: Admin;
let userId: string;
let outside: string;

beforeEach(async () => {
	sandbox = await startSandbox({ organizations: 2 });
	admin = await adminOf(sandbox);
	const [, other] = sandbox.state.organizations.values();
	[outside] = other.accountIds;
	[, , userId] = sandbox.state.users.keys();
	const { body } = await send(`${sandbox.url}/_sandbox/users/${userId}/memberships`, 'POST', {
		body: { accountId: outside },
	});
	expect(body.memberships).toHaveLength(2);
});
afterEach(() => sandbox.close());

const home = () => sandbox.state.membershipsOf(userId)[0];
const external = () => sandbox.state.membershipsOf(userId)[1];

const errors = (reply: Reply, list: 'users' | 'accounts') =>
	(reply.body[list] as unknown as Array<{ error_details?: { error: string } }>).map(
		({ error_details: details }) => details?.error,
	);

it('are told from the own ones in the profile', async () => {
	const { body } = await admin.published('GET', `${admin.v21}/users/${userId}/dsprofile`);
	const [profile] = body.users as unknown as Array<{ memberships: object[] }>;
	expect(profile.memberships).toMatchObject([
		{ account_id: home().accountId, is_external_account: false },
		{ account_id: outside, is_external_account: true },
	]);
});

it('are not closed with the own ones, and fail beside them', async () => {
	const accounts = [{ id: outside }, { id: home().accountId }];
	const path = `${admin.v2}/users/${userId}/accounts`;
	const reply = await admin.published('DELETE', path, { body: { accounts } });
	expect([reply.status, reply.body.success]).toEqual([200, false]);
	expect(errors(reply, 'accounts')).toEqual(['account_is_external', undefined]);
	expect([external().status, home().status]).toEqual(['active', 'closed']);
});

it.each(['active', 'closed'] as const)(
	'are not changed while %s, nor what comes with them',
	async (status) => {
		sandbox.state.updateMembership(external().id, { status });
		const { siteId } = sandbox.state.users.get(userId)!;
		const titled = (id: string) => ({ account_id: id, job_title: 'Lead', send_activation: true });
		const memberships = [titled(home().accountId), titled(outside)];
		const users = [{ id: userId, site_id: siteId, memberships }];
		const reply = await admin.published('POST', `${admin.v2}/users/profiles`, { body: { users } });
		expect(errors(reply, 'users')).toEqual(['account_is_external']);
		expect([home().jobTitle, external().jobTitle]).toEqual([undefined, undefined]);
	},
);

it('stay when the user is closed everywhere on the cursor contract, and by SCIM', async () => {
	const { email = '' } = sandbox.state.users.get(userId) ?? {};
	const close = await admin.cursor('POST', `${admin.v2}/users/close`, {
		body: { user_email: email },
	});
	expect(close.status).toBe(200);
	expect([external().status, home().status]).toEqual(['active', 'closed']);
	sandbox.state.updateMembership(home().id, { status: 'active' });
	const { baseUrl, bearerToken: token } = sandbox.scimCredential();
	const body = {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
		Operations: [{ op: 'replace', path: 'active', value: false }],
	};
	expect((await send(`${baseUrl}/Users/${userId}`, 'PATCH', { token, body })).status).toBe(204);
	expect([external().status, home().status]).toEqual(['active', 'closed']);
});

it('are closed by the import that is made for them, and by no other', async () => {
	const { email = '' } = sandbox.state.users.get(userId) ?? {};
	const run = async (kind: string, csv: string) => {
		const path = `${admin.v2}/imports/bulk_users/${kind}`;
		const headers = { 'content-type': 'text/csv' };
		const { status } = await admin.published('POST', path, { body: csv, headers });
		expect(status).toBe(200);
	};
	const csv = `AccountID,UserEmail\n${outside},${email}`;
	await run('close', csv);
	expect([external().status, home().status]).toEqual(['active', 'active']);
	await run('close_external', csv);
	expect([external().status, home().status]).toEqual(['closed', 'active']);
});
