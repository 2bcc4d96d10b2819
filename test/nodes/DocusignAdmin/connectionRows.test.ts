import type { Findings } from '../../../nodes/DocusignAdmin/connectionCheck/probeAll';
import { contractOf } from '../../../nodes/DocusignAdmin/api/contract';
import { budget } from '../../../nodes/DocusignAdmin/connectionCheck/rows/limits';
import { administers } from '../../../nodes/DocusignAdmin/connectionCheck/rows/organizations';
import { organizationName } from '../../../nodes/DocusignAdmin/connectionCheck/texts';
import { reading } from '../../../nodes/DocusignAdmin/connectionCheck/rows/resources';
import type { Operation } from '../../../nodes/DocusignAdmin/operation';
import { createFailure } from '../../../nodes/DocusignAdmin/api/errors/catalogue';
import {
	startSandbox,
	type JwtCredential,
	type Sandbox,
	type SandboxOptions,
} from '../../../sandbox';
import { connect, oauth2Node } from '../../credentials/support/oauth2';
import { adminRequests, by, CONTRACTS, seeded } from '../../support/admin';
import { CHECK, check, everyScope, reportOf, scopesWithout } from './connectionSupport';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset({ users: 20, lackOfRightsStatus: 403, domains: { 'example.com': 'active' } });
	sandbox.requests.length = 0;
});
afterAll(async () => await sandbox.close());

const organization = () => ({ organizationId: by('id', seeded(sandbox).organizationId) });

it('an organization is known however the server writes its ID', () => {
	const { organizationId } = seeded(sandbox);
	const organizations = [{ id: organizationId.toUpperCase(), name: 'Example' }];
	const found = { organizationId, organizations } as Partial<Findings> as Findings;
	expect(administers(found)).toBe(true);
	expect(organizationName(found)).toBe('"Example"');
});

it('an organization that nobody knows is not the one whose record has no ID', () => {
	const found = { organizations: [{ name: 'Example' }] } as Partial<Findings> as Findings;
	expect(administers(found)).toBe(false);
});

describe('the claimed domains', () => {
	const openApi = async (credential: Partial<JwtCredential> = {}) =>
		(await check(sandbox, 'openApi', credential)).domains;
	const reading = () => ({
		requestedScopes: `${sandbox.credential().requestedScopes} domain_read`,
	});

	it('are named where they are claimed', async () => {
		const row = await openApi(reading());
		expect(row).toMatchObject({ status: 'ok', message: 'Claimed: example.com.' });
		expect(adminRequests(sandbox).at(-1)).toMatchObject({
			path: expect.stringMatching(/\/reserved_domains$/),
			status: 200,
		});
	});

	it('come from the list of organizations without the scope domain_read, which is named', async () => {
		const row = await openApi();
		expect(row).toMatchObject({ status: 'ok' });
		expect(row.message).toMatch(/domain_read is not in the token/);
	});

	it.each([
		['have no name', [{ status: 'active' }, { host_name: 'x.com' }], 'warning'],
		['are none at all', [null], 'skipped'],
	])('are not made up where those of the list of organizations %s', async (_, domains, status) => {
		const { organizationId, account } = seeded(sandbox);
		const accounts = [{ id: account.id, name: account.name }];
		sandbox.faults.add({
			match: { path: /\/organizations$/, times: Infinity },
			do: {
				type: 'respond',
				status: 200,
				body: { organizations: [{ id: organizationId, accounts, reserved_domains: domains }] },
			},
		});
		const row = await openApi();
		expect(row.status).toBe(status);
		expect(JSON.stringify(row)).not.toMatch(/undefined|"null"/);
	});

	it('name the scope domain_read where nothing else tells', async () => {
		const found = await check(
			sandbox,
			'openApi',
			{ requestedScopes: scopesWithout(sandbox, 'organization_read') },
			organization(),
		);
		expect(found.domains).toMatchObject({
			status: 'skipped',
			details: { missing_scope: 'domain_read' },
		});
	});

	it('are named when they are not verified', async () => {
		sandbox.reset({ domains: { 'example.com': 'active', 'pending.example.com': 'pending' } });
		const row = await openApi(reading());
		expect(row).toMatchObject({ status: 'warning' });
		expect(row.message).toContain('named but not verified: pending.example.com');
	});

	it('are named when addresses are on them that nobody claimed', async () => {
		sandbox.reset({ domains: {} });
		const row = await openApi(reading());
		expect(row).toMatchObject({
			status: 'warning',
			details: { in_use_unclaimed: ['example.com'], claimed: [] },
		});
		expect(row.message).toContain('in use but not claimed: example.com');
		expect(row.remedy).toMatch(/Docusign Admin > Domains/);
	});
});

describe('an OAuth2 connection', () => {
	const run = async (stored: Awaited<ReturnType<typeof connect>>) =>
		reportOf(await oauth2Node(stored).run(CHECK));

	it.each(CONTRACTS)('is checked like any other on the %s contract', async (contract) => {
		const scopes = `${everyScope(sandbox)} extended`;
		const found = await run(await connect(sandbox, contract, { requestedScopes: scopes }));
		expect(Object.values(found).map(({ status }) => status)).not.toContain('failed');
		expect(found.token.details).toMatchObject({ sign_in: 'OAuth2', token_for: 'user' });
		expect(found.user.message).toContain('user000001@example.com');
	});

	it('tells the scopes that it was made without', async () => {
		const narrow = `${scopesWithout(sandbox, 'user_write')} extended`;
		const stored = await connect(sandbox, 'openApi', { requestedScopes: narrow });
		const found = await run({ ...stored, requestedScopes: `${narrow} user_write` });
		expect(found.scopes).toMatchObject({ status: 'warning' });
		expect(found.scopes.message).toContain('user_write');
		expect(found['user.write'].message).toBe(
			"The scope user_write is not in the token, although 'Scopes' names it.",
		);
		expect(found['user.write'].remedy).toMatch(/^Connect the credential again/);
	});

	it('is not held to scopes that Docusign did not tell', async () => {
		const made = await connect(sandbox, 'openApi', {
			requestedScopes: `${everyScope(sandbox)} extended`,
		});
		const { scope, ...oauthTokenData } = made.oauthTokenData as unknown as Record<string, string>;
		expect(scope).toContain('user_write');
		const fields = `${scopesWithout(sandbox, 'user_write', 'permission_read')} extended`;
		const found = await run({ ...made, oauthTokenData, scopes: fields });
		expect(Object.values(found).map(({ status }) => status)).not.toContain('failed');
		expect(found['permissionProfile.read'].status).toBe('ok');
		expect(found['user.write']).toMatchObject({ status: 'warning' });
		expect(found['user.write'].message).toMatch(
			/^Docusign did not say whether the connection has the scope .*user_write/,
		);
	});

	it('warns when it will end after 30 days', async () => {
		const stored = await connect(sandbox, 'openApi', { requestedScopes: scopesWithout(sandbox) });
		expect((await run(stored)).scopes).toMatchObject({
			status: 'warning',
			message: expect.stringContaining('extended'),
		});
	});

	it('says that somebody has to connect again', async () => {
		const stored = await connect(sandbox, 'openApi');
		sandbox.state.oauth.expireAccessTokens();
		sandbox.state.oauth.revokeRefreshTokens();
		const { token, user } = await run(stored);
		expect(token).toMatchObject({
			status: 'failed',
			message: expect.stringContaining('needs to be reconnected'),
			details: { code: 'DOCUSIGN_RECONNECT_REQUIRED' },
		});
		expect(user.status).toBe('skipped');
	});
});

describe('the user that the token speaks for', () => {
	it('is the one that the credential names', async () => {
		const { user } = await check(sandbox, 'openApi');
		expect(user.details).toMatchObject({ user_id: sandbox.credential().userId });
	});

	it('is told when it is another one', async () => {
		const sub = '00000000-0000-4000-8000-000000000000';
		const body = { sub, name: 'Somebody Else', email: 'else@example.com' };
		sandbox.faults.add({
			match: { path: '/oauth/userinfo' },
			do: { type: 'respond', status: 200, body },
		});
		const { user } = await check(sandbox, 'openApi');
		expect(user).toMatchObject({ status: 'failed', details: { user_id: sub } });
		expect(user.message).toBe(
			`The token speaks for Somebody Else (else@example.com), but 'User ID' names another user: ${sandbox.credential().userId}.`,
		);
	});

	it('is said to be the one that it was issued for where the host does not answer', async () => {
		sandbox.faults.add({
			match: { path: '/oauth/userinfo' },
			do: { type: 'respond', status: 429 },
		});
		const { user } = await check(sandbox, 'openApi');
		expect(user.status).toBe('skipped');
		expect(user.message).toContain(`issued for the user with ID ${sandbox.credential().userId}`);
	});
});

describe('the sign-in host', () => {
	it.each([
		['localhost, *.example.com', 'ok', 1],
		['example.com', 'skipped', 0],
		['', 'skipped', 0],
	])('gets the token back only where the credential allows it: %j', async (list, status, times) => {
		const stored = await connect(sandbox, 'openApi');
		const found = reportOf(
			await oauth2Node({
				...stored,
				oauthBaseUrl: sandbox.url.replace('127.0.0.1', 'localhost'),
				allowedHttpRequestDomains: 'domains',
				allowedDomains: list,
			}).run(CHECK),
		);
		expect(found.user.status).toBe(status);
		expect(found.organizations.status).toBe('ok');
		const asked = sandbox.requests.filter(({ path }) => path === '/oauth/userinfo');
		expect(asked).toHaveLength(times);
	});

	it('is not followed elsewhere', async () => {
		sandbox.faults.add({
			match: { path: '/oauth/userinfo' },
			do: { type: 'redirect', location: `${sandbox.url}/elsewhere` },
		});
		const { user } = await check(sandbox, 'openApi');
		expect(user).toMatchObject({
			status: 'skipped',
			message: expect.stringContaining('it answered with status 302'),
		});
		expect(sandbox.requests.some(({ path }) => path === '/elsewhere')).toBe(false);
	});
});

describe('a resource that the check has no request for', () => {
	const operation = { action: 'Get many groups', calls: ['getGroups'] } as unknown as Operation;
	const found = (scopes: string[], accountId?: string) =>
		({
			contract: contractOf('openApi'),
			organizationId: 'o-1',
			accountId,
			tried: new Map(),
			scopes,
		}) as unknown as Findings;

	it('is judged by its scope, and never green', () => {
		expect(reading(found(['group_read'], 'a-1'), [operation])).toMatchObject({
			status: 'skipped',
			message: 'The scope group_read is there. Nothing was read to prove it.',
		});
		expect(reading(found([], 'a-1'), [operation])).toMatchObject({
			status: 'failed',
			details: { missing_scope: 'group_read' },
		});
	});

	it('is not proved by another one that takes the same scope', () => {
		const tried = new Map([['getUsers', { records: [], headers: {} }]]);
		const dsGroups = { action: 'Get many DS groups', calls: ['getDSGroups'] };
		const findings = { ...found(['user_read'], 'a-1'), tried } as unknown as Findings;
		expect(reading(findings, [dsGroups as unknown as Operation]).status).toBe('skipped');
	});

	it('names what was not known to ask about', () => {
		expect(reading(found(['group_read']), [operation])).toMatchObject({
			status: 'skipped',
			message: 'Not tried, because no account is known to ask about.',
		});
	});
});

describe('what only some plans have', () => {
	const rows = async (
		options: Partial<SandboxOptions>,
		contract: 'openApi' | 'cursor' = 'openApi',
	) => {
		sandbox.configure(options);
		return await check(sandbox, contract, { requestedScopes: everyScope(sandbox) });
	};

	it.each([400, 401, 403, 404] as const)(
		'is asked for, and refused with %i a warning that says what it is needed for',
		async (status) => {
			const { dsprofile, dsgroups, ...others } = await rows({
				dsProfileStatus: status,
				dsGroupsStatus: status,
			});
			expect(dsprofile).toMatchObject({ status: 'warning', details: { status } });
			expect(dsprofile.message).toMatch(/picked from a list.*by e-mail address instead/);
			expect(dsgroups).toMatchObject({ status: 'warning', details: { status } });
			expect(dsgroups.message).toContain(
				'DS Group > Get Many, and to choose a DS group from a list',
			);
			const failed = Object.values(others).filter((row) => row.status === 'failed');
			expect(failed.map((row) => row.check)).toEqual(['dsGroup.read']);
			expect(others['user.read'].status).toBe('ok');
			expect(others['user.read'].message).not.toContain('get the user');
		},
	);

	it('is warned of otherwise where the lists show no addresses', async () => {
		const { dsprofile } = await rows({ dsProfileStatus: 403, addressesInLists: false });
		expect(dsprofile.message).toContain('no list that was read shows the addresses');
		expect(dsprofile.remedy).toContain('By Email');
	});

	it('is a failure where nothing takes its place', async () => {
		const fault = sandbox.faults.add({
			match: { path: /users\/profile\?/, times: Infinity },
			do: { type: 'respond', status: 403, body: { error: 'unauthorized' } },
		});
		const { dsprofile } = await rows({ dsProfileStatus: 403 });
		fault.remove();
		expect(dsprofile.status).toBe('failed');
	});

	it('is green only after it was asked for', async () => {
		const { dsprofile, dsgroups } = await rows({});
		expect([dsprofile.status, dsgroups.status]).toEqual(['ok', 'ok']);
		const paths = adminRequests(sandbox).map(({ path }) => path.split('/').at(-1));
		expect(paths).toEqual(expect.arrayContaining(['dsprofile', 'dsgroups', 'profile']));
	});

	it('is not asked for without the scope, which is named', async () => {
		const scopes = scopesWithout(sandbox, 'user_read');
		const { dsprofile, dsgroups } = await check(sandbox, 'openApi', { requestedScopes: scopes });
		for (const row of [dsprofile, dsgroups]) {
			expect(row).toMatchObject({ status: 'skipped', details: { missing_scope: 'user_read' } });
		}
	});

	it('is no matter of a plan where the token is refused everything', async () => {
		sandbox.faults.add({
			match: { path: /\/(users|dsprofile|dsgroups)(\?|$)/, times: Infinity },
			do: { type: 'respond', status: 403, body: { error: 'unauthorized' } },
		});
		const { dsprofile, dsgroups } = await rows({});
		for (const row of [dsprofile, dsgroups]) {
			expect(row.status).toBe('failed');
			expect(row.message).not.toContain('needed for');
		}
	});

	it('is the same for everyone on the cursor contract', async () => {
		const { dsprofile, dsgroups } = await rows({}, 'cursor');
		expect([dsprofile.status, dsgroups.status]).toEqual(['ok', 'skipped']);
	});
});

describe('the right of an administrator', () => {
	it('is not proved by a list of users, which others may read as well', async () => {
		const scopes = scopesWithout(sandbox, 'organization_read');
		const found = await check(sandbox, 'openApi', { requestedScopes: scopes }, organization());
		expect(found['user.read'].message).toContain('answers when asked to');
		expect(found.administrator).toMatchObject({
			status: 'skipped',
			message: expect.stringContaining('Nothing tells whether'),
		});
		expect(found['user.write']).toMatchObject({
			status: 'warning',
			message: expect.stringContaining('whether the user is an administrator is not known'),
		});
	});

	it('is not denied by what may be the want of a plan', async () => {
		sandbox.faults.add({
			match: { path: /dsprofile$|dsgroups/, times: Infinity },
			do: {
				type: 'error',
				status: 403,
				code: 'ACCOUNT_ADMIN_ACCESS_DENIED',
				message: 'The user is not an admin.',
			},
		});
		const scopes = scopesWithout(sandbox, 'organization_read');
		const found = await check(sandbox, 'openApi', { requestedScopes: scopes }, organization());
		expect(found.dsprofile.details).toMatchObject({ code: 'DOCUSIGN_NOT_ORGANIZATION_ADMIN' });
		expect([found.administrator.status, found['user.write'].status]).toEqual([
			'skipped',
			'warning',
		]);
	});
});

describe('the request budget', () => {
	const now = Date.UTC(2030, 0, 1, 12, 30);
	const row = (headers: Record<string, string>) => {
		const older = { records: [], headers: { 'x-ratelimit-remaining': '3000' } };
		const tried = new Map([
			['getOrganizations', older],
			['getUsers', { records: [], headers }],
			['getGroups', { failure: createFailure('DOCUSIGN_ACCESS_DENIED') }],
		]);
		return budget({ tried, now } as unknown as Findings);
	};
	const hour = { 'x-ratelimit-limit': '3000', 'x-ratelimit-reset': String(now / 1_000 + 1_800) };

	it('is that of the latest answer', () => {
		expect(row({ ...hour, 'x-ratelimit-remaining': '1200' })).toMatchObject({
			status: 'ok',
			message:
				'1200 of 3000 requests are left until 2030-01-01 13:00 UTC, for all apps of the account.',
			details: { limit: 3000, remaining: 1200, resets_on: '2030-01-01T13:00:00.000Z' },
		});
	});

	it('is a warning when a tenth is left', () => {
		expect(row({ ...hour, 'x-ratelimit-remaining': '300' }).status).toBe('ok');
		expect(row({ ...hour, 'x-ratelimit-remaining': '299' })).toMatchObject({
			status: 'warning',
			remedy: expect.stringContaining('after that time'),
		});
	});

	it('is not made up where no header names it', () => {
		expect(row({}).status).toBe('skipped');
	});
});
