import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';

/** Docusign refuses a write to a user that names another site than the user's own. */

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 20 });
});

afterEach(async () => await sandbox.close());

/** A member of the first account who lies on the site of the second. */
function foreigner() {
	const { account, second } = seeded(sandbox);
	const user = [...sandbox.state.users.values()].find(
		({ id, siteId }) =>
			siteId === second.siteId && sandbox.state.membershipIn(id, account.id) !== undefined,
	)!;
	expect(user.siteId).not.toBe(account.siteId);
	return user;
}

/** The bodies of the writes that reached the API. */
const bodies = () =>
	adminRequests(sandbox)
		.filter(({ method }) => method !== 'GET')
		.map(({ body }) => body);

const run = async (parameters: object) =>
	await adminNode(sandbox, 'openApi').run({
		organizationId: by('id', seeded(sandbox).organizationId),
		...parameters,
	});

describe.each(['id', 'email'] as const)('a user named by %s is written to', (mode) => {
	const named = () => by(mode, foreigner()[mode]);

	it("on the user's own site", async () => {
		const { id, siteId } = foreigner();
		await run({
			resource: 'user',
			operation: 'update',
			userId: named(),
			updateFields: { firstName: 'Renamed' },
		});
		expect(bodies()).toEqual([{ users: [{ id, site_id: siteId, first_name: 'Renamed' }] }]);
		expect(sandbox.state.users.get(id)!.firstName).toBe('Renamed');
	});

	it("on the user's own site when the address changes, and the name with it", async () => {
		const { id, siteId } = foreigner();
		const user = { id, site_id: siteId };
		await run({
			resource: 'user',
			operation: 'update',
			userId: named(),
			updateFields: { email: 'newer@example.com', lastName: 'Newer' },
		});
		expect(bodies()).toEqual([
			{ users: [{ ...user, email: 'newer@example.com' }] },
			{ users: [{ ...user, last_name: 'Newer' }] },
		]);
		expect(sandbox.state.users.get(id)!.email).toBe('newer@example.com');
	});

	it("on the user's own site when a membership elsewhere changes", async () => {
		const { id, siteId } = foreigner();
		const { account } = seeded(sandbox);
		await run({
			resource: 'membership',
			operation: 'update',
			accountId: by('id', account.id),
			userId: named(),
			updateFields: { jobTitle: 'Lead' },
		});
		const memberships = [{ account_id: account.id, job_title: 'Lead' }];
		expect(bodies()).toEqual([{ users: [{ id, site_id: siteId, memberships }] }]);
		expect(sandbox.state.membershipIn(id, account.id)!.jobTitle).toBe('Lead');
	});

	it("on the user's own site when a membership elsewhere is activated", async () => {
		const { id, siteId } = foreigner();
		const { account } = seeded(sandbox);
		const membership = sandbox.state.membershipIn(id, account.id)!;
		sandbox.state.updateMembership(membership.id, { status: 'activation_sent' });
		await run({
			resource: 'membership',
			operation: 'activate',
			accountId: by('id', account.id),
			userId: named(),
		});
		expect(bodies()).toEqual([{ site_id: siteId }]);
		expect(membership.status).toBe('active');
	});
});
