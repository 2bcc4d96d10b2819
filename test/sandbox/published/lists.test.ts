import { type Sandbox, startSandbox } from '../../../sandbox';
import { validateResponse } from '../../../sandbox/spec';
import { type Admin, adminOf, type Reply } from '../support/admin';

let sandbox: Sandbox;
let admin: Admin;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 60, organizations: 2 });
	admin = await adminOf(sandbox);
});
afterAll(() => sandbox.close());

interface Item {
	id: string;
	email: string;
	[field: string]: unknown;
}

const users = (query: Record<string, string | number | boolean>): Promise<Reply> =>
	admin.published('GET', `${admin.v2}/users`, { query });

const items = (reply: Reply): Item[] => reply.body.users as unknown as Item[];

const paging = (reply: Reply) => reply.body.paging as unknown as Record<string, unknown>;

const inAccount = (query: Record<string, string | number | boolean> = {}) =>
	users({ account_id: admin.accounts[0].id, ...query });

describe('paging', () => {
	it('shows 20 unless told otherwise, with an absolute link to the next page', async () => {
		const reply = await inAccount();
		expect(items(reply)).toHaveLength(20);
		const total = sandbox.state.membersOf(admin.accounts[0].id).length;
		expect(paging(reply)).toEqual({
			result_set_size: 20,
			result_set_start_position: 0,
			result_set_end_position: 19,
			total_set_size: total,
			next: `${sandbox.adminBaseUrl}${admin.v2}/users?account_id=${admin.accounts[0].id}&start=20&take=20`,
		});
	});

	it('links through the whole list, each member once, and back', async () => {
		const seen: string[] = [];
		let url: unknown = `${sandbox.adminBaseUrl}${admin.v2}/users?account_id=${admin.accounts[0].id}&take=7`;
		let last: Reply | undefined;
		while (typeof url === 'string') {
			last = await admin.published('GET', url.slice(sandbox.adminBaseUrl.length));
			seen.push(...items(last).map(({ id }) => id));
			url = paging(last).next;
		}
		expect(seen).toEqual(sandbox.state.membersOf(admin.accounts[0].id).map(({ userId }) => userId));
		expect(String(last && paging(last).previous)).toContain('take=7&start=28');
	});

	it('counts end only where take is not given', async () => {
		expect(items(await inAccount({ start: 5, end: 9 }))).toHaveLength(5);
		expect(items(await inAccount({ start: 5, end: 9, take: 2 }))).toHaveLength(2);
	});

	it('can say in three ways that there is no more', async () => {
		for (const [lastPage, next] of [
			['absent', undefined],
			['empty', ''],
			['null', null],
		] as const) {
			sandbox.configure({ lastPage });
			expect(paging(await inAccount({ take: 250 })).next).toBe(next);
		}
		sandbox.configure({ lastPage: 'absent' });
	});

	it('past the end is empty and links nowhere', async () => {
		const reply = await inAccount({ start: 1000 });
		expect(items(reply)).toEqual([]);
		expect(paging(reply)).toMatchObject({ result_set_size: 0 });
		expect(paging(reply).next).toBeUndefined();
	});

	it('of groups works alike', async () => {
		const path = `${admin.v2}/accounts/${admin.accounts[0].id}/groups`;
		const reply = await admin.published('GET', path, { query: { take: 3 } });
		expect(reply.body.groups).toHaveLength(3);
		expect(paging(reply)).toMatchObject({
			total_set_size: 4,
			next: expect.stringContaining('start=3'),
		});
	});
});

describe('filters', () => {
	it('refuse a list of everything, unknown parameters and pages over 250', async () => {
		const refusals = [
			{},
			{ account_id: admin.accounts[0].id, count: 100 },
			{ take: 251, email: 'a' },
		];
		for (const query of refusals) {
			const reply = await users(query as Record<string, string>);
			expect([reply.status, reply.body.errorCode]).toEqual([400, 'INVALID_REQUEST_PARAMETER']);
		}
		expect((await users({ email: 'a', last_modified_since: '2024-01-01' })).status).toBe(400);
	});

	it('by e-mail alone show users without their memberships, and no closed ones', async () => {
		const [item] = items(await users({ email: 'USER000003@example.com' }));
		expect(item.email).toBe('user000003@example.com');
		expect(item.membership_id).toBeNull();
		expect(item).not.toHaveProperty('membership_status');
		expect(items(await users({ email: 'user000007@example.com' }))).toEqual([]);
		sandbox.configure({ listClosedByEmail: true });
		expect(items(await users({ email: 'user000007@example.com' }))).toHaveLength(1);
		sandbox.configure({ listClosedByEmail: false });
		expect(items(await users({ email: 'nobody@example.com' }))).toEqual([]);
	});

	it('combine: address, name, status and membership within an account', async () => {
		const [closed] = items(await inAccount({ email: 'user000007@example.com' }));
		expect(closed).toMatchObject({
			user_status: 'closed',
			membership_status: 'closed',
			closed_on: expect.any(String),
			membership_closed_on: expect.any(String),
		});
		expect(items(await inAccount({ membership_status: 'closed' }))).toHaveLength(2);
		expect(items(await inAccount({ status: 'created' }))).toHaveLength(1);
		expect((await inAccount({ status: 'Created' })).status).toBe(400);
		expect((await inAccount({ membership_status: 'CLOSED' })).status).toBe(400);
		expect(items(await inAccount({ email_user_name_like: '00001' }))).toHaveLength(7);
		expect(items(await inAccount({ email_user_name_like: 'uSeR 000011' }))).toHaveLength(1);
	});

	it('by domain show each user of the domain once', async () => {
		const [claimed, pending] = admin.organization.domains;
		const reply = await users({ organization_reserved_domain_id: claimed.id, take: 250 });
		expect(items(reply)).toHaveLength(60);
		expect(items(await users({ organization_reserved_domain_id: pending.id }))).toEqual([]);
		expect((await users({ organization_reserved_domain_id: admin.accounts[0].id })).status).toBe(
			404,
		);
	});

	it('by last change compare exactly, or as coarsely as they are set to', async () => {
		const [, , third] = sandbox.state.membersOf(admin.accounts[0].id);
		const at = Date.UTC(2030, 0, 1, 12);
		sandbox.state.updateUser(third.userId, { modifiedAt: at });
		const since = async (text: string) =>
			items(await inAccount({ last_modified_since: text })).length;
		expect(await since('2030-01-01')).toBe(1);
		expect(await since('2030-01-01T12:00:00Z')).toBe(1);
		expect(await since('2030-01-01T12:00:00')).toBe(1);
		expect(await since('2030-01-01T13:00:00+01:00')).toBe(1);
		expect(await since('2030-01-01T12:00:00.001Z')).toBe(0);
		sandbox.configure({ lastModifiedPrecision: 'day' });
		expect(await since('2030-01-01T23:59:59Z')).toBe(1);
		expect(await since('2030-01-02')).toBe(0);
		sandbox.configure({ lastModifiedPrecision: 'millisecond' });
	});
});

describe('what an item shows', () => {
	it('is the membership, but neither profile, groups nor site', async () => {
		const [item] = items(await inAccount({ take: 1 }));
		expect(item).toMatchObject({ membership_status: 'active', membership_id: expect.any(String) });
		for (const field of ['permission_profile', 'groups', 'site_id', 'default_account_id']) {
			expect(item).not.toHaveProperty(field);
		}
		expect(item.created_on).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?$/);
	});

	it('is in the profile: site and memberships, whose address is not on the user', async () => {
		const [{ id }] = items(await inAccount({ take: 1, start: 1 }));
		const reply = await admin.published('GET', `${admin.v21}/users/${id}/dsprofile`);
		const [profile] = items(reply);
		expect(profile).toMatchObject({
			site_id: admin.accounts[0].siteId,
			memberships: [
				{
					email: expect.any(String),
					permission_profile: { id: expect.any(Number), name: 'DocuSign Sender' },
					groups: [{ name: 'Everyone', type: 'everyone_group' }],
					is_admin: false,
				},
			],
		});
		expect(profile).not.toHaveProperty('email');
	});

	it('leaves membership ids out of profiles unless it is set to show them', async () => {
		const membership = async () => {
			const reply = await admin.published('GET', `${admin.v2}/users/profile`, {
				query: { email: 'user000003@example.com' },
			});
			return (items(reply)[0].memberships as object[])[0];
		};
		expect(await membership()).not.toHaveProperty('id');
		sandbox.configure({ membershipIdInProfile: true });
		expect(await membership()).toHaveProperty('id', expect.any(String));
		sandbox.configure({ membershipIdInProfile: false });
	});
});

describe('who may see what', () => {
	it('an administrator sees the own organization only', async () => {
		const { body } = await admin.published('GET', '/v2/organizations');
		expect(body.organizations).toHaveLength(1);
		const [, other] = sandbox.state.organizations.keys();
		const reply = await admin.published('GET', `/v2/organizations/${other}/users`, {
			query: { email: 'a@example.com' },
		});
		expect([reply.status, reply.body]).toEqual([
			401,
			{ error: 'unauthorized', error_description: 'Not Authorized' },
		]);
		const foreign = sandbox.state.organizations.get(other)?.accountIds[0] ?? '';
		expect((await users({ account_id: foreign })).status).toBe(404);
	});

	it('a member without rights sees nothing but memberships', async () => {
		const userId = '0c000000-0000-4000-8000-000000000002';
		const { integrationKey, requestedScopes: scopes } = sandbox.credential();
		sandbox.state.oauth.grantConsent(integrationKey, userId, scopes.split(' '));
		const member = await adminOf(sandbox, { userId });
		expect((await member.published('GET', '/v2/organizations')).body.organizations).toEqual([]);
		const mode = { query: { mode: 'account_membership' } };
		expect(
			(await member.published('GET', '/v2/organizations', mode)).body.organizations,
		).toHaveLength(1);
		expect((await member.published('GET', `${admin.v2}/reserved_domains`)).status).toBe(401);
	});

	it('a scope that is missing is refused without being named', async () => {
		const narrow = await adminOf(sandbox, { requestedScopes: 'user_read' });
		for (const status of [401, 403] as const) {
			sandbox.configure({ lackOfRightsStatus: status });
			const reply = await narrow.published('GET', '/v2/organizations');
			expect(reply.status).toBe(status);
			expect(reply.text).not.toContain('organization_read');
		}
		sandbox.configure({ lackOfRightsStatus: 401 });
	});

	it('unknown organizations, users and paths are 404, ids that are none 400', async () => {
		const nobody = '0c000000-0000-4000-8000-00000000ffff';
		const statuses = await Promise.all(
			[
				`/v2/organizations/${nobody}/users?email=a`,
				`${admin.v21}/users/${nobody}/dsprofile`,
				`${admin.v2}/accounts/${nobody}/permissions`,
				'/v2/nothing',
				`${admin.v2}/users/${nobody}`,
				'/v2/organizations/undefined/users/profile?email=a',
			].map(async (path) => (await admin.published('GET', path)).status),
		);
		expect(statuses).toEqual([404, 404, 404, 404, 404, 400]);
	});
});

it('serves any spelling of the mount, and a trace token with each answer', async () => {
	const { published } = admin;
	const reply = await published('GET', '/../management/V2/Organizations');
	expect(reply.status).toBe(200);
	expect(validateResponse('getOrganizations', reply.body)).toEqual([]);
	const tokens = new Set<unknown>([reply.headers.get('x-docusign-tracetoken')]);
	tokens.add((await published('GET', '/v2/nothing')).headers.get('x-docusign-tracetoken'));
	expect(tokens.size).toBe(2);
	expect(tokens).not.toContain(null);
});
