import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { by, seeded } from '../../../../support/admin';
import { connect, oauth2Node } from '../../../../credentials/support/oauth2';
import { renewalFailure } from '../../../../../nodes/DocusignAdmin/api/n8n/oauth2Renewal';

it.each([
	[
		'a connection that has ended',
		{ message: 'The credential "Docusign" needs to be reconnected.' },
	],
	['a refusal to renew', { cause: { code: 'EAUTH', body: { error: 'invalid_client' } } }],
])('tells the scheduler of n8n that somebody has to act: %s', (_, error) => {
	expect(renewalFailure(error)).toMatchObject({ scheduler: 'credential-invalid' });
});

it('leaves other errors alone', () => {
	expect(renewalFailure(new Error('socket hang up'))).toBeUndefined();
});

describe('a renewal that fails in passing', () => {
	let sandbox: Sandbox;

	beforeEach(async () => {
		sandbox = await startSandbox({ users: 5, accounts: 2 });
	});
	afterEach(async () => await sandbox.close());

	const list = () => ({
		resource: 'organization',
		operation: 'getAll',
		returnAll: true,
		options: { maxWait: 0 },
	});
	const renewals = () => sandbox.requests.filter(({ path }) => path === '/oauth/token').length;

	it.each([
		[503, ''],
		[500, { error: 'internal_server_error' }],
		[400, { error: 'temporarily_unavailable' }],
	])('is tried again once: %i %j', async (status, body) => {
		const node = oauth2Node(await connect(sandbox, 'openApi'));
		const fail = (times: number) =>
			sandbox.faults.add({
				match: { path: '/oauth/token', times },
				do: { type: 'respond', status, body },
			});
		sandbox.state.oauth.expireAccessTokens();
		fail(1);
		sandbox.requests.length = 0;
		expect(await node.run(list())).toHaveLength(1);
		expect(renewals()).toBe(2);

		sandbox.state.oauth.expireAccessTokens();
		fail(Infinity);
		sandbox.requests.length = 0;
		await expect(node.run(list())).rejects.toMatchObject({
			message: expect.stringContaining('gave no new one'),
			description: expect.stringMatching(/^The sign-in host has a fault/),
		});
		expect(renewals()).toBe(2);
	});

	it('is tried again once where the connection breaks', async () => {
		const node = oauth2Node(await connect(sandbox, 'openApi'));
		sandbox.state.oauth.expireAccessTokens();
		sandbox.faults.add({ match: { path: '/oauth/token' }, do: { type: 'drop', when: 'before' } });
		sandbox.requests.length = 0;
		expect(await node.run(list())).toHaveLength(1);
		expect(renewals()).toBe(2);
	});

	it('leaves nothing of a write unknown, which was refused before', async () => {
		const node = oauth2Node(await connect(sandbox, 'openApi'));
		const { organizationId, account } = seeded(sandbox);
		sandbox.state.oauth.expireAccessTokens();
		sandbox.faults.add({
			match: { path: '/oauth/token', times: Infinity },
			do: { type: 'respond', status: 503 },
		});
		const run = node.run({
			resource: 'user',
			operation: 'create',
			organizationId: by('id', organizationId),
			accountId: by('id', account.id),
			email: 'new@example.com',
			firstName: 'New',
			lastName: 'User',
		});
		await expect(run).rejects.toMatchObject({
			message: expect.stringContaining('gave no new one: HTTP 503'),
		});
	});

	it('for good is asked for once, and each item is told the same', async () => {
		const node = oauth2Node(await connect(sandbox, 'openApi'));
		sandbox.state.oauth.expireAccessTokens();
		sandbox.state.oauth.revokeRefreshTokens();
		sandbox.requests.length = 0;
		const output = await node.run(
			{ ...list(), options: { concurrency: 1 } },
			{ items: [{}, {}, {}], onError: 'continueRegularOutput' },
		);
		const told = output.map(({ json }) => (json.details as { code?: string } | undefined)?.code);
		expect(told).toEqual(Array(3).fill('DOCUSIGN_RECONNECT_REQUIRED'));
		expect(renewals()).toBe(1);
	});
});
