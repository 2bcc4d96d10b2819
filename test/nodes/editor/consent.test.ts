import { NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, by, CONTRACTS, seeded } from '../../support/admin';
import { adminTrigger } from '../../support/trigger';
import { watching } from '../DocusignAdmin/trigger/support';

/** What somebody reads whose credential has no consent yet: wherever it shows. */

const TITLE = 'Docusign has no consent for this credential yet';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 5 });
	sandbox.state.oauth.revokeConsent(sandbox.credential().integrationKey);
});

afterEach(async () => await sandbox.close());

const failureOf = async (run: Promise<unknown>) =>
	await run.then(
		() => Promise.reject(new Error('It did not fail')),
		(error: unknown) => error as NodeApiError,
	);

describe.each(CONTRACTS)('on the %s contract', (contract) => {
	const parameters = () => ({
		resource: 'account',
		operation: 'getAll',
		organizationId: by('id', seeded(sandbox).organizationId),
	});

	it('is a title of one line, with the link to click below it', async () => {
		const node = adminNode(sandbox, contract);
		// For the second item the refusal is remembered.
		for (const items of [[{}], [{}, {}]]) {
			const error = await failureOf(node.run(parameters(), { items }));
			expect(error).toBeInstanceOf(NodeApiError);
			expect(error.message).toBe(TITLE);
			expect(error.description).toMatch(
				/<a href="http:\/\/\S+\/oauth\/auth\?response_type=code&amp;scope=\S+" target="_blank">http\S+<\/a> and allow access/,
			);
			expect(error.description).not.toMatch(/DOCUSIGN_|\n/);
		}
	});

	it('carries the code and the link for each item where the workflow goes on', async () => {
		const output = await adminNode(sandbox, contract).run(parameters(), {
			items: [{}, {}],
			onError: 'continueRegularOutput',
		});
		expect(output).toHaveLength(2);
		for (const { json } of output) {
			expect(json).toMatchObject({
				error: TITLE,
				details: {
					code: 'DOCUSIGN_CONSENT_REQUIRED',
					description: expect.stringMatching(/open http\S+&scope=\S+ and allow access/) as string,
				},
			});
		}
	});

	it('is told by the trigger in the same way', async () => {
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		const error = await failureOf(trigger.poll('manual'));
		expect(error.message).toBe(TITLE);
		expect(error.description).toMatch(/<a href="/);
	});

	it('leads from a list to the window of the credential, without a link that breaks', async () => {
		const error = await failureOf(adminNode(sandbox, contract).search('searchOrganizations', {}));
		expect(error.message).toBe(
			`${TITLE}. Open the credential and test it: its window has what to do.`,
		);
		expect(`${error.message} ${error.description}`).not.toMatch(/https?:/);
	});
});

it('is escaped where an address holds what HTML acts upon', async () => {
	const redirectUri = 'https://www.example.com/?a="><img src=x>&b=1';
	const credential = { redirectUri };
	const error = await failureOf(
		adminNode(sandbox, 'openApi').run({ resource: 'organization' }, { credential }),
	);
	expect(error.message).toBe(TITLE);
	expect(error.description).not.toMatch(/<img|"></);
});
