import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../credentials/DocusignAdminJwtApi.credentials';
import { startSandbox, type JwtCredential, type Sandbox } from '../../sandbox';
import { adminNode, adminRequests, seeded } from '../support/admin';
import { testCredential } from './support/credentialWindow';
import { generateRsaKey } from './support/jwt';

/** n8n keeps the token of a credential, whatever becomes of its fields. */

const type = new DocusignAdminJwtApi();
const NOBODY = '00000000-0000-4000-8000-000000000000';
let sandbox: Sandbox;
/** The sandbox keeps tokens out of the requests that it shows. */
let tokensSeen: jest.SpyInstance;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	sandbox.requests.length = 0;
	tokensSeen = jest.spyOn(sandbox.state.oauth, 'accessToken');
});
afterAll(async () => await sandbox.close());

const tokenRequests = () => sandbox.requests.filter(({ path }) => path === '/oauth/token').length;
const CHECK = { resource: 'connection', operation: 'check', organizationId: '', options: {} };
const LIST = { resource: 'organization', operation: 'getAll', returnAll: true, options: {} };

/** Another administrator of the organization, with consent for the app. */
function anotherAdministrator(): string {
	const { organizationId } = seeded(sandbox);
	const { integrationKey, userId, requestedScopes: scopes } = sandbox.credential();
	const { adminIds } = sandbox.state.organizations.get(organizationId)!;
	const other = [...sandbox.state.users.values()].find(
		({ id, status, organizationId: of }) =>
			id !== userId && status === 'active' && of === organizationId,
	)!;
	adminIds.add(other.id);
	sandbox.state.oauth.grantConsent(integrationKey, other.id, scopes.split(' '));
	return other.id;
}

/** Whom the requests that came with a token were made as, in their order. */
const callers = () =>
	tokensSeen.mock.results.map(({ value }) => (value as { userId?: string } | undefined)?.userId);

function forgetRequests(): void {
	sandbox.requests.length = 0;
	tokensSeen.mockClear();
}

/** A node whose credential has been used, so that a token is stored. */
async function usedNode(changes: Partial<JwtCredential> = {}) {
	const node = adminNode(sandbox, 'openApi');
	await node.run(LIST, { credential: changes });
	forgetRequests();
	const stored = node.stored.docusignAdminJwtApi;
	const edit = (edits: Record<string, unknown>) => Object.assign(stored, edits);
	/** As the editor does: the fields as they are shown, and the stored token put in by n8n. */
	const test = async (edits: Record<string, unknown> = {}) =>
		await testCredential(type, { ...stored, ...edits } as ICredentialDataDecryptedObject);
	return { ...node, stored, edit, test };
}

describe('the test of a credential that has a token', () => {
	it('signs in anew, once, and passes', async () => {
		const { test } = await usedNode();
		expect(await test()).toMatchObject({ status: 'OK' });
		expect(tokenRequests()).toBe(1);
		const requests = adminRequests(sandbox);
		// The first only looks whether the API is there, and has no token with it.
		expect(requests.map(({ headers }) => 'authorization' in headers)).toEqual([false, true]);
		for (const { headers } of requests) expect(headers).not.toHaveProperty('x-sign-in-anew');
	});

	it('signs in as often as it is pressed', async () => {
		const { test } = await usedNode();
		for (let n = 1; n <= 6; n++) {
			expect(await test()).toMatchObject({ status: 'OK' });
			expect(tokenRequests()).toBe(n);
		}
	});

	it('signs in once where there is none', async () => {
		const { test } = await usedNode();
		expect(await test({ accessToken: '', issuedFor: '' })).toMatchObject({ status: 'OK' });
		expect(tokenRequests()).toBeLessThanOrEqual(2);
	});

	it.each<[what: string, edits: () => Record<string, unknown>, code: string]>([
		[
			'a key of no app',
			() => ({ privateKey: generateRsaKey().pkcs1 }),
			'DOCUSIGN_KEY_NOT_ACCEPTED',
		],
		['no key', () => ({ privateKey: 'not a key' }), 'DOCUSIGN_KEY_NOT_PEM'],
		[
			'an unknown integration key',
			() => ({ integrationKey: NOBODY }),
			'DOCUSIGN_INTEGRATION_KEY_UNKNOWN',
		],
		['an unknown user', () => ({ userId: NOBODY }), 'DOCUSIGN_USER_UNKNOWN'],
		[
			'a scope without consent',
			() => ({ requestedScopes: `${sandbox.credential().requestedScopes} email` }),
			'DOCUSIGN_CONSENT_REQUIRED',
		],
	])('fails for %s', async (_, edits, code) => {
		const { test } = await usedNode();
		const { status, message } = await test(edits());
		expect(status).toBe('Error');
		expect(message).toContain(`(${code})`);
	});

	it('fails for a user who was closed since, with the same fields', async () => {
		const { test } = await usedNode();
		sandbox.state.users.get(sandbox.credential().userId)!.status = 'closed';
		expect((await test()).message).toContain('(DOCUSIGN_USER_UNKNOWN)');
	});

	it('fails for consent that was taken back since, with the same fields', async () => {
		const { test } = await usedNode();
		sandbox.state.oauth.revokeConsent(sandbox.credential().integrationKey);
		expect((await test()).message).toContain('(DOCUSIGN_CONSENT_REQUIRED)');
	});
});

describe('a run with a credential that was edited since', () => {
	it('acts as the user that is entered now', async () => {
		const { run, edit } = await usedNode();
		const userId = anotherAdministrator();
		edit({ userId });
		await run(LIST);
		expect(callers()).toEqual([userId]);
	});

	it('fails with a key that is wrong now, before any request to the API', async () => {
		const { run, edit } = await usedNode();
		edit({ privateKey: generateRsaKey().pkcs1 });
		await expect(run(LIST)).rejects.toThrow('(DOCUSIGN_KEY_NOT_ACCEPTED)');
		expect(adminRequests(sandbox)).toEqual([]);
	});

	it('has the scopes that are entered now', async () => {
		const { run, edit } = await usedNode();
		edit({ requestedScopes: 'signature impersonation organization_read' });
		await run(LIST);
		expect(tokenRequests()).toBe(1);
		const rows = (await run(CHECK)).map(({ json }) => json);
		expect(rows.find(({ check }) => check === 'scopes')).toMatchObject({
			details: { granted_scopes: 'signature impersonation organization_read' },
		});
	});

	it('goes on with the token where nothing was', async () => {
		const { run, edit } = await usedNode();
		edit({ redirectUri: 'https://n8n.example.com/other' });
		await run(LIST);
		expect(tokenRequests()).toBe(0);
	});

	it('does not take a token for its own that the editor put beside an older digest', async () => {
		const { run, edit, stored } = await usedNode();
		const { issuedFor: older, userId } = stored;
		const other = anotherAdministrator();
		edit({ userId: other });
		await run(LIST);
		forgetRequests();
		edit({ userId, issuedFor: older });
		await run(LIST);
		expect(callers()).toEqual([userId]);
	});
});

describe('a credential that an older version of the package has saved', () => {
	it('goes on working: its token is renewed once', async () => {
		const { run, edit, stored } = await usedNode();
		const { accessToken } = stored;
		edit({ issuedFor: '' });
		await run(LIST);
		await run(LIST);
		expect(tokenRequests()).toBeLessThanOrEqual(1);
		expect(stored.issuedFor).not.toBe('');
		expect(stored.accessToken === accessToken).toBe(tokenRequests() === 0);
	});
});

describe('a credential with expressions', () => {
	const USER = '={{ $json.admin }}';

	it('signs each item in as itself', async () => {
		const first = sandbox.credential().userId;
		const second = anotherAdministrator();
		const node = adminNode(sandbox, 'openApi');
		const items = [{ admin: first }, { admin: second }, { admin: first }, { admin: second }];
		const output = await node.run(LIST, { items, credential: { userId: USER } });
		expect(output).toHaveLength(4);
		expect(callers().sort()).toEqual([first, first, second, second].sort());
		expect(tokenRequests()).toBe(2);
	});

	it('signs the next run in as its own user, whoever was last', async () => {
		const first = sandbox.credential().userId;
		const second = anotherAdministrator();
		const node = adminNode(sandbox, 'openApi');
		const run = async (admin: string) =>
			await node.run(LIST, { items: [{ admin }], credential: { userId: USER } });
		for (const admin of [first, second, first, second]) await run(admin);
		// A token that the process knows from before the sandbox's reset is refused, and renewed.
		expect(callers().filter(Boolean)).toEqual([first, second, first, second]);
		expect(node.stored.docusignAdminJwtApi.userId).toBe(USER);
		expect(tokenRequests()).toBe(2);
	});

	it('asks each item by its own environment', async () => {
		const other = await startSandbox();
		try {
			const node = adminNode(sandbox, 'openApi');
			const own = sandbox.credential();
			const theirs = other.credential();
			const credential = {
				oauthBaseUrl: '={{ $json.oauthBaseUrl }}',
				adminBaseUrl: '={{ $json.adminBaseUrl }}',
				integrationKey: '={{ $json.integrationKey }}',
				userId: USER,
				privateKey: '={{ $json.privateKey }}',
			};
			const items = [own, theirs].map(({ userId, ...rest }) => ({ ...rest, admin: userId }));
			await node.run(LIST, { items, credential });
			expect(adminRequests(sandbox)).toHaveLength(1);
			expect(adminRequests(other)).toHaveLength(1);
		} finally {
			await other.close();
		}
	});

	it('keeps what one user looked up from the other', async () => {
		const first = sandbox.credential().userId;
		const second = anotherAdministrator();
		const { organizationId } = seeded(sandbox);
		const user = [...sandbox.state.users.values()].find(({ status }) => status === 'active')!;
		const node = adminNode(sandbox, 'openApi');
		const get = {
			resource: 'user',
			operation: 'get',
			organizationId: { __rl: true, mode: 'id', value: organizationId },
			userId: { __rl: true, mode: 'email', value: user.email },
			options: {},
		};
		const items = [{ admin: first }, { admin: second }];
		await node.run(get, { items, credential: { userId: USER } });
		expect(new Set(callers())).toEqual(new Set([first, second]));
	});
});

describe('a sign-in that is refused', () => {
	it.each([8, 1])('is asked for once by 200 items, %i at a time', async (concurrency) => {
		const node = adminNode(sandbox, 'openApi');
		const output = await node.run(
			{ ...LIST, options: { concurrency } },
			{
				items: Array.from({ length: 200 }, () => ({})),
				onError: 'continueRegularOutput',
				credential: { privateKey: generateRsaKey().pkcs1 },
			},
		);
		expect(tokenRequests()).toBe(1);
		expect(output).toHaveLength(200);
		for (const { json } of output) {
			expect(json.error).toContain('(DOCUSIGN_KEY_NOT_ACCEPTED)');
			expect(json.details).toEqual({ code: 'DOCUSIGN_KEY_NOT_ACCEPTED' });
		}
	});

	it('is asked for again by the next run', async () => {
		const node = adminNode(sandbox, 'openApi');
		const { integrationKey, userId, requestedScopes: scopes } = sandbox.credential();
		sandbox.state.oauth.revokeConsent(integrationKey);
		const fresh = { requestedScopes: 'signature impersonation organization_read domain_read' };
		await expect(node.run(LIST, { credential: fresh })).rejects.toThrow(
			'no consent for this credential',
		);
		sandbox.state.oauth.grantConsent(integrationKey, userId, `${scopes} domain_read`.split(' '));
		expect(await node.run(LIST)).toHaveLength(1);
	});

	it('is asked for again by the next item where the fault may pass', async () => {
		sandbox.faults.add({
			match: { path: '/oauth/token', times: 2 },
			do: { type: 'respond', status: 503 },
		});
		const output = await adminNode(sandbox, 'openApi').run(
			{ ...LIST, options: { concurrency: 1 } },
			{ items: [{}, {}], onError: 'continueRegularOutput' },
		);
		expect(output[0].json.error).toContain('(DOCUSIGN_OAUTH_UNAVAILABLE)');
		expect(output[1].json).not.toHaveProperty('error');
		expect(tokenRequests()).toBe(3);
	});

	it('of one user is not told to the items of another', async () => {
		const node = adminNode(sandbox, 'openApi');
		const items = [{ admin: NOBODY }, { admin: sandbox.credential().userId }];
		const output = await node.run(LIST, {
			items,
			onError: 'continueRegularOutput',
			credential: { userId: '={{ $json.admin }}' },
		});
		expect(output[0].json.error).toContain('(DOCUSIGN_USER_UNKNOWN)');
		expect(output[1].json).not.toHaveProperty('error');
	});
});
