import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';

/** Include Profile: who cannot be read leaves a mark, and whoever else can is there. */

let sandbox: Sandbox;
const start = async (options: Partial<SandboxOptions> = {}) =>
	(sandbox = await startSandbox({ users: 30, accounts: 1, ...options }));
afterEach(async () => await sandbox.close());

const list = async (more: INodeParameters = {}, resource = 'user') =>
	(
		await adminNode(sandbox, 'openApi').run({
			resource,
			operation: 'getAll',
			organizationId: by('id', seeded(sandbox).organizationId),
			returnAll: true,
			options: { includeProfile: true, maxWait: 0, concurrency: 2 },
			...more,
		})
	).map(({ json }) => json);
const users = () => [...sandbox.state.users.values()];
const profileRequests = () =>
	adminRequests(sandbox).filter(({ path }) => /\/(ds)?profile$/.test(path));
/** One user who is not given in any way. */
const withhold = ({ id, email }: { id: string; email: string }, status: number) =>
	sandbox.faults.add({
		match: {
			path: new RegExp(`${id}/dsprofile|users/profile\\?email=${encodeURIComponent(email)}`),
			times: Infinity,
		},
		do: { type: 'respond', status, body: { error: 'refused', error_description: 'Not this one' } },
	});

describe.each([400, 401, 403, 404, 500])('one user whose profile is answered with %d', (status) => {
	it.each([
		[0, 'user', true],
		[12, 'user', false],
		[29, 'membership', true],
	])(
		'leaves a mark on that record alone: number %d of %s, simplified: %s',
		async (nth, resource, simplify) => {
			await start();
			withhold(users()[nth], status);
			const records = await list({ simplify }, resource);
			expect(records.map(({ id }) => id).sort()).toEqual(
				users()
					.map(({ id }) => id)
					.sort(),
			);
			for (const record of records) {
				if (record.id === users()[nth].id) {
					expect(record.profile_error).toMatch(/ \(DOCUSIGN_[A-Z_]+\)$/);
					expect(record.permission_profile).toBeUndefined();
				} else {
					expect(record.profile_error).toBeUndefined();
					expect(record.memberships ?? record.permission_profile).toBeDefined();
				}
			}
		},
	);
});

describe('profiles of which nobody is given', () => {
	it.each([
		['Docusign is down', { type: 'respond', status: 503 }],
		['everyone is denied', { type: 'respond', status: 403, body: { error: 'unauthorized' } }],
		['the token is refused', { type: 'respond', status: 401, body: { error: 'unauthorized' } }],
		['nothing answers', { type: 'drop', when: 'before' }],
	] as const)('end the list at once: %s', async (_, fault) => {
		await start({ users: 200 });
		sandbox.faults.add({ match: { path: /\/(ds)?profile(\?|$)/, times: Infinity }, do: fault });
		await expect(list()).rejects.toThrow();
		const asked = profileRequests().length;
		// Three users, and those who were asked for at the same time; each by two ways, and again with a new token.
		expect(asked).toBeLessThanOrEqual(5 * 4);
		await adminNode(sandbox, 'openApi').run({ resource: 'organization', operation: 'getAll' });
		expect(profileRequests()).toHaveLength(asked);
	});

	it('end the list at the limit of the hour', async () => {
		await start({ users: 200 });
		sandbox.faults.add({
			match: { path: /dsprofile$/, nth: 40, times: Infinity },
			do: {
				type: 'error',
				status: 429,
				code: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED',
				message: 'The maximum number of hourly API invocations has been exceeded.',
			},
		});
		await expect(list()).rejects.toMatchObject({ context: { code: 'DOCUSIGN_HOURLY_LIMIT' } });
		expect(profileRequests().length).toBeLessThanOrEqual(42);
	});

	it('end the list when the sign-in is lost', async () => {
		await start({ users: 200 });
		const { integrationKey, userId } = sandbox.credential();
		sandbox.faults.add({
			match: { path: /dsprofile$/, nth: 40 },
			do: {
				type: 'callback',
				run: ({ oauth }) => {
					oauth.revokeConsent(integrationKey, userId);
					oauth.expireAccessTokens();
				},
			},
		});
		await expect(list()).rejects.toThrow(/consent/i);
		expect(profileRequests().length).toBeLessThanOrEqual(43);
	});

	it('are a mark on each record where they are read by address and no list shows it', async () => {
		await start({ dsProfileStatus: 403, addressesInLists: false });
		const records = await list();
		expect(records).toHaveLength(30);
		for (const { profile_error: error } of records) {
			expect(error).toContain('DOCUSIGN_PROFILE_NOT_GIVEN');
		}
		expect(profileRequests().length).toBeLessThanOrEqual(2);
	});
});

describe('an organization without plans for licenses and DS groups', () => {
	it.each([401, 403, 404, 400] as const)('has its lists, with %d for those', async (status) => {
		await start({ includeLicenseStatus: status, dsGroupsStatus: status });
		expect(await list()).toHaveLength(30);
		expect(await list({}, 'membership')).toHaveLength(30);
		const [got] = await adminNode(sandbox, 'openApi').run({
			resource: 'user',
			operation: 'get',
			organizationId: by('id', seeded(sandbox).organizationId),
			userId: by('email', users()[3].email),
		});
		expect(got.json.id).toBe(users()[3].id);
		// Nothing asks for what only they have.
		for (const { query } of adminRequests(sandbox)) {
			expect(Object.keys(query)).not.toContain('include_license');
			expect(Object.keys(query)).not.toContain('include_ds_groups');
		}
	});
});

it.each([[[null]], ['text'], [{}], [null]])(
	'a profile with %j for its memberships fails no list',
	async (memberships) => {
		await start({ users: 5 });
		const [, { id }] = users();
		sandbox.faults.add({
			match: { path: `${id}/dsprofile`, times: Infinity },
			do: { type: 'respond', status: 200, body: { users: [{ id, memberships }] } },
		});
		const records = await list({ filters: { accountId: seeded(sandbox).account.id } });
		expect(records).toHaveLength(5);
		const marked = records.filter((record) => 'profile_error' in record);
		expect(marked.map((record) => record.id)).toEqual(Array.isArray(memberships) ? [id] : []);
	},
);
