import { PollContext } from 'n8n-core';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { adminRequests, by, seeded } from '../../../../support/admin';
import { createEngine } from '../../../../support/engine';
import { connect, oauth2Node, oauth2Type } from '../../../../credentials/support/oauth2';
import { DocusignAdminTrigger } from '../../../../../nodes/DocusignAdmin/DocusignAdminTrigger.node';
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
		sandbox = await startSandbox({ users: 5, accounts: 6 });
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

	it.each([
		[429, 'Slow down'],
		[429, { error: 'too_many_requests', error_description: 'Too many requests' }],
		[429, { errorCode: 'BURST_APIINVOCATION_LIMIT_EXCEEDED', message: 'Too many' }],
		[400, { errorCode: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED', message: 'Too many' }],
		[400, { error: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED', error_description: 'Too many' }],
	])(
		'over a limit is left to a later run, and is no fault of the credential: %i %j',
		async (status, body) => {
			const node = oauth2Node(await connect(sandbox, 'openApi'));
			sandbox.state.oauth.expireAccessTokens();
			sandbox.faults.add({
				match: { path: '/oauth/token' },
				// n8n does not hand on the headers of this answer.
				do: { type: 'respond', status, body, headers: { 'retry-after': '2' } },
			});
			sandbox.requests.length = 0;
			await expect(node.run(list())).rejects.toMatchObject({
				message: expect.stringContaining('gave no new one'),
				description: expect.stringMatching(/too many tokens .* Run it again in some minutes/),
				failure: { cause: 'rate-limited' },
			});
			expect(renewals()).toBe(1);
			expect(await node.run(list())).toHaveLength(1);
		},
	);

	it.each([
		['fault', { status: 503 }, 2],
		['limit', { status: 429 }, 1],
	])('is no matter of a single list to the trigger: a %s', async (_, answer, times) => {
		const stored = await connect(sandbox, 'openApi');
		sandbox.state.oauth.expireAccessTokens();
		sandbox.faults.add({
			match: { path: '/oauth/token', times: Infinity },
			do: { type: 'respond', ...answer },
		});
		const nodeType = new DocusignAdminTrigger();
		const { workflow, node, additionalData } = createEngine({
			nodeType,
			credentialTypes: [oauth2Type],
			credentials: { docusignAdminOAuth2Api: stored },
			parameters: {
				authentication: 'oAuth2',
				organizationId: by('id', seeded(sandbox).organizationId),
				accountIds: [...sandbox.state.accounts.keys()],
				events: ['userCreated'],
				firstRun: 'skipExisting',
			},
		});
		const modes = ['trigger', 'init'] as const;
		const rest = [undefined, undefined, undefined, undefined, () => ({})] as const;
		sandbox.requests.length = 0;
		const poll = nodeType.poll.call(
			new PollContext(workflow, node, additionalData, ...modes, ...rest),
		);
		await expect(poll).rejects.toMatchObject({
			message: expect.stringContaining('gave no new one'),
		});
		expect(renewals()).toBe(times);
		// The first list is asked for alone, and none after it has failed.
		expect(adminRequests(sandbox)).toHaveLength(times);
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
