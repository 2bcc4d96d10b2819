import { startSandbox, type Sandbox } from '../../../sandbox';
import {
	adminNode,
	adminRequests,
	by,
	CONTRACTS,
	seeded,
	type ContractName,
} from '../../support/admin';
import { CHECK, check, everyScope, reportOf, resourceRows } from './connectionSupport';

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

/** An active user who administers nothing, with consent for the app. */
function ordinaryUser() {
	const { adminIds } = sandbox.state.organizations.get(seeded(sandbox).organizationId)!;
	const user = [...sandbox.state.users.values()].find(
		({ id, status }) => status === 'active' && !adminIds.has(id),
	)!;
	const { integrationKey, requestedScopes: scopes } = sandbox.credential();
	sandbox.state.oauth.grantConsent(integrationKey, user.id, scopes.split(' '));
	return user;
}

/** Some of the rows that fail for want of a scope, and of those that warn. */
const KNOWN: Record<ContractName, Record<string, [failing: string[], warning: string[]]>> = {
	openApi: {
		organization_read: [
			['organization.read', 'account.read'],
			['user.read', 'membership.read'],
		],
		// All changes but a new user begin with a look at the profile.
		user_read: [['user.read', 'membership.read', 'membership.write'], ['user.write']],
		permission_read: [['permissionProfile.read'], []],
		group_read: [['group.read'], []],
		account_read: [[], []],
		user_write: [['user.write', 'membership.write'], []],
	},
	cursor: {
		organization_read: [
			['organization.read', 'account.read', 'membership.write'],
			['user.read', 'user.write', 'membership.read'],
		],
		user_read: [['user.read', 'membership.read', 'membership.write'], ['user.write']],
		account_read: [['membership.read', 'permissionProfile.read'], ['user.read']],
		permission_read: [[], []],
		user_write: [['user.write', 'membership.write'], []],
	},
};

describe.each(CONTRACTS)('a check of the connection on the %s contract', (contract) => {
	it('goes from the token to what can be changed, a row each', async () => {
		const credential = { requestedScopes: everyScope(sandbox) };
		const output = await adminNode(sandbox, contract).run(CHECK, { credential });
		const ofResources = resourceRows(contract);
		expect(output.map(({ json }) => [json.check, json.status])).toEqual([
			['token', 'ok'],
			['scopes', 'ok'],
			['user', 'ok'],
			['organizations', 'ok'],
			['administrator', 'ok'],
			['accounts', 'ok'],
			...ofResources,
			['dsprofile', 'ok'],
			['dsgroups', contract === 'openApi' ? 'ok' : 'skipped'],
			['domains', contract === 'openApi' ? 'ok' : 'skipped'],
			['requestBudget', 'ok'],
			['clock', 'ok'],
		]);
		expect(ofResources).toEqual(
			expect.arrayContaining([
				['user.read', 'ok'],
				['user.write', 'ok'],
				['group.read', contract === 'openApi' ? 'ok' : 'skipped'],
			]),
		);
		expect(output.every(({ pairedItem }) => pairedItem !== undefined)).toBe(true);
		for (const { json } of output) expect(json.message).toMatch(/\.$/);
		const { token, user, organizations, accounts } = reportOf(output);
		expect(token.details).toMatchObject({ token_for: 'user', expires_on: expect.any(String) });
		expect(user.message).toContain('user000001@example.com');
		const { organizationId, account, second } = seeded(sandbox);
		expect(organizations.details).toMatchObject({ organizations: [{ id: organizationId }] });
		expect(accounts.details).toMatchObject({ accounts: [{ id: account.id }, { id: second.id }] });
	});

	it('changes nothing', async () => {
		const before = JSON.stringify([...sandbox.state.users.values()]);
		await check(sandbox, contract);
		expect(adminRequests(sandbox).map(({ method }) => method)).toEqual(
			adminRequests(sandbox).map(() => 'GET'),
		);
		expect(JSON.stringify([...sandbox.state.users.values()])).toBe(before);
	});

	it.each(Object.keys(KNOWN[contract]))(
		'names the scope %s where it is missing, and what it is missing for',
		async (scope) => {
			const found = await check(
				sandbox,
				contract,
				{ requestedScopes: everyScope(sandbox, scope) },
				organization(),
			);
			const those = (status: string) => Object.values(found).filter((row) => row.status === status);
			const expected = (status: string) =>
				resourceRows(contract, scope).flatMap((row) => (row[1] === status ? [row[0]] : []));
			expect(those('failed').map((row) => row.check)).toEqual([
				...(scope === 'organization_read' ? ['organizations'] : []),
				...expected('failed'),
			]);
			// Without the list of organizations it is not known who administers one.
			const isUnsure = ({ message }: { message: string }) =>
				/administrator is not known\. Nothing was changed to prove it\.$/.test(message);
			const warned = those('warning').filter((row) => !isUnsure(row));
			expect(warned.map((row) => row.check)).toEqual(expected('warning'));
			const changeable = resourceRows(contract, scope).flatMap(([name, status]) =>
				name.endsWith('.write') && status === 'ok' ? [name] : [],
			);
			const isUnknown = scope === 'organization_read' && contract === 'openApi';
			expect(
				those('warning')
					.filter(isUnsure)
					.map((row) => row.check),
			).toEqual(isUnknown ? changeable : []);
			const [failing, warning] = KNOWN[contract][scope];
			expect(expected('failed')).toEqual(expect.arrayContaining(failing));
			expect(expected('warning')).toEqual(expect.arrayContaining(warning));
			for (const row of those('failed')) {
				expect(row.message).toBe(`The scope ${scope} is not among the credential's scopes.`);
			}
			for (const row of warned) {
				expect(row.message).toMatch(
					new RegExp(`takes more to .*: The scope ${scope} is not among the credential's scopes`),
				);
			}
			for (const row of [...those('failed'), ...warned]) {
				expect(row.remedy).toMatch(new RegExp(`Add ${scope} to 'Scopes'.*consent`));
				expect(row.details).toMatchObject({ missing_scope: scope });
			}
			expect(adminRequests(sandbox).every(({ status }) => status === 200)).toBe(true);
		},
	);

	it.each([401, 403] as const)(
		'names the scope behind a refusal with %i, and goes on',
		async (status) => {
			sandbox.faults.add({
				match: { path: '/permission', times: Infinity },
				do: { type: 'respond', status, body: { error: 'unauthorized' } },
			});
			const found = await check(sandbox, contract, { requestedScopes: everyScope(sandbox) });
			const { 'permissionProfile.read': refused, ...others } = found;
			expect(refused).toMatchObject({ status: 'failed', details: { status } });
			const scope = { openApi: 'permission_read', cursor: 'account_read' }[contract];
			expect(refused.message).toContain(`which takes the scope ${scope}`);
			expect(Object.values(others).filter((row) => row.status === 'failed')).toEqual([]);
		},
	);

	it('asks for nothing a second time that was refused', async () => {
		sandbox.faults.add({
			match: { path: /\/organizations$/, times: Infinity },
			do: { type: 'respond', status: 403, body: { error: 'unauthorized' } },
		});
		const found = await check(sandbox, contract, {}, organization());
		expect(found.organizations.status).toBe('failed');
		// All accounts cannot be gone through; one can.
		expect(found['user.read'].status).toBe(contract === 'openApi' ? 'warning' : 'ok');
		const lists = adminRequests(sandbox).filter(({ path }) => /\/organizations$/.test(path));
		expect(lists).toHaveLength(1);
	});

	it('says of a user who is no administrator what right is missing', async () => {
		const user = ordinaryUser();
		const found = await check(sandbox, contract, { userId: user.id });
		expect(found.administrator).toMatchObject({ status: 'failed' });
		expect(found.administrator.message).toContain(`${user.email} is not an administrator of`);
		expect(found.administrator.message).toContain(user.organizationId);
		expect(found.administrator.remedy).toMatch(/organization administrator/);
		expect(found.organizations).toMatchObject({ status: 'failed' });
		expect(found['user.read'].message).toMatch(/scope user_read and an administrator/);
		expect(found['user.write']).toMatchObject({ status: 'failed' });
		expect(found['user.write'].message).toMatch(/not an administrator/);
	});

	it('says so of an organization that is not among those of the user', async () => {
		sandbox.reset({ organizations: 2 });
		const [, foreign] = [...sandbox.state.organizations.keys()];
		const found = await check(sandbox, contract, {}, { organizationId: by('id', foreign) });
		expect(found.administrator).toMatchObject({ status: 'failed' });
		expect(found.administrator.message).toContain(foreign);
		expect(found['user.read'].status).toBe('failed');
	});

	it('reports a sign-in that fails, with the way out, and asks for nothing else', async () => {
		sandbox.state.oauth.revokeConsent(sandbox.credential().integrationKey);
		const parameters = organization();
		const { token, scopes, ...others } = await check(sandbox, contract, {}, parameters);
		expect(token).toMatchObject({
			status: 'failed',
			details: { code: 'DOCUSIGN_CONSENT_REQUIRED' },
		});
		expect(token.message).toBe('Docusign has no consent for this credential yet.');
		expect(token.remedy).toMatch(/\/oauth\/auth\?response_type=code/);
		expect(scopes.status).toBe('ok');
		expect(new Set(Object.values(others).map(({ status }) => status))).toEqual(
			new Set(['skipped']),
		);
		expect(adminRequests(sandbox)).toHaveLength(0);
		expect(sandbox.requests.filter(({ path }) => path === '/oauth/token')).toHaveLength(1);
	});

	it('tells an application token what it cannot do, and asks for no organizations', async () => {
		const application = sandbox.credential({ apiContract: contract, tokenSubject: 'application' });
		const account = { accountId: by('id', seeded(sandbox).account.id) };
		const found = await check(sandbox, contract, application, { ...organization(), ...account });
		expect(found.token).toMatchObject({
			status: 'ok',
			details: { token_for: 'application', sign_in: 'JWT' },
		});
		expect(found.user.status).toBe('skipped');
		expect(found['organization.read'].message).toMatch(/refuses this to application tokens/);
		// On the published contract the accounts of an organization come with the organizations.
		const inPart = contract === 'openApi';
		expect(found['user.read'].status).toBe(inPart ? 'warning' : 'ok');
		if (inPart) {
			expect(found['user.read'].message).toMatch(
				/does not let an application list the users of all accounts\.$/,
			);
		}
		expect(found['permissionProfile.read'].status).toBe('ok');
		expect(found['membership.write']).toMatchObject({ status: 'warning' });
		expect(found['membership.write'].message).toMatch(
			/does not let an application close a membership\.$/,
		);
		expect(adminRequests(sandbox).some(({ path }) => /\/organizations$/.test(path))).toBe(false);
		expect(adminRequests(sandbox).every(({ status }) => status === 200)).toBe(true);
	});

	it('tells an application token that it needs an organization', async () => {
		const application = sandbox.credential({ apiContract: contract, tokenSubject: 'application' });
		const found = await check(sandbox, contract, application);
		expect(found.token).toMatchObject({ status: 'skipped' });
		expect(found.token.remedy).toMatch(/'Organization'/);
		expect(sandbox.requests).toHaveLength(0);
	});

	it.each([
		[-7 * 60_000, /7 min ahead of/],
		[9 * 60_000, /9 min behind/],
	])('warns when the clock is wrong by minutes: %i', async (offset, words) => {
		const date = new Date(Date.now() + offset).toUTCString();
		const bodies = {
			openApi: { permissions: [], groups: [], reserved_domains: [] },
			cursor: { permission_profiles: [] },
		};
		sandbox.faults.add({
			match: { path: /permission|groups/, times: Infinity },
			do: { type: 'respond', status: 200, headers: { date }, body: bodies[contract] },
		});
		const { clock } = await check(sandbox, contract);
		expect(clock).toMatchObject({ status: 'warning' });
		expect(clock.message).toMatch(words);
	});

	it('takes no clock for wrong because a request took minutes to fail', async () => {
		const { now } = Date;
		let ahead = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
		sandbox.faults.add({
			match: { path: /permission/, times: Infinity },
			do: { type: 'callback', run: () => void (ahead += 5 * 60_000) },
		});
		sandbox.faults.add({
			match: { path: /permission|groups|reserved_domains|identity|imports/, times: Infinity },
			do: { type: 'respond', status: 403, body: {} },
		});
		const { clock } = await check(sandbox, contract);
		jest.restoreAllMocks();
		expect(clock.status).toBe('ok');
	});

	it('tells of a list of accounts with something else in it, and goes on', async () => {
		const { organizationId } = seeded(sandbox);
		const organizations = [{ id: organizationId, name: 'Example', accounts: [null] }];
		sandbox.faults.add({
			match: { path: contract === 'openApi' ? /\/organizations$/ : /\/accounts$/, times: Infinity },
			do: { type: 'respond', status: 200, body: { organizations, accounts: [null] } },
		});
		const { accounts, ...found } = await check(sandbox, contract, {}, organization());
		expect(accounts).toMatchObject({
			status: 'failed',
			details: { code: 'DOCUSIGN_UNREADABLE_ANSWER' },
		});
		expect(found['user.read'].status).not.toBe('failed');
	});

	it('goes on when the Admin API cannot be reached', async () => {
		const adminBaseUrl = 'http://127.0.0.1:9/Management';
		const node = adminNode(sandbox, contract);
		const found = reportOf(
			await node.run(
				{ ...CHECK, ...organization(), options: { maxWait: 0 } },
				{ credential: { apiContract: contract, adminBaseUrl } },
			),
		);
		expect(found.token.status).toBe('ok');
		expect(found.organizations).toMatchObject({
			status: 'failed',
			details: { code: 'DOCUSIGN_NO_ANSWER' },
		});
		expect(found['user.read'].status).toBe('failed');
		expect(found.requestBudget.status).toBe('skipped');
		expect(found.clock.status).toBe('skipped');
	});
});
