import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { adminNode, by, CONTRACTS, seeded } from '../../../../support/admin';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 250, accounts: 1 });
});
afterEach(async () => await sandbox.close());

/** What a failed item says when the workflow goes on. */
async function failedList(contract: (typeof CONTRACTS)[number], credential = {}) {
	const [{ json }, ...others] = await adminNode(sandbox, contract).run(
		{
			resource: 'user',
			operation: 'getAll',
			organizationId: by('id', seeded(sandbox).organizationId),
			returnAll: true,
		},
		{ onError: 'continueRegularOutput', credential },
	);
	expect(others).toEqual([]);
	return json as { error: string; details: { code: string; description?: string } };
}

it.each([
	['DOCUSIGN_CURSOR_REPEATED', { type: 'repeatCursor' }, /leads back to a page/],
	[
		'DOCUSIGN_FOREIGN_LINK',
		{ type: 'nextLink', origin: 'https://elsewhere.example.com' },
		/another host: elsewhere\.example\.com/,
	],
] as const)('a list that ends in %s carries the code', async (code, fault, words) => {
	sandbox.faults.add({ match: { path: '/users', times: Infinity }, do: fault });
	const { error, details } = await failedList('cursor');
	expect(error).toMatch(words);
	expect(details).toMatchObject({ code, description: expect.stringMatching(/\.$/) });
});

it.each(CONTRACTS)(
	'a sign-in that failed carries the code on the %s contract',
	async (contract) => {
		sandbox.state.oauth.revokeConsent(sandbox.credential().integrationKey);
		const { error, details } = await failedList(contract);
		expect(error).toBe('Docusign has no consent for this credential yet');
		expect(details).toEqual({
			code: 'DOCUSIGN_CONSENT_REQUIRED',
			description: expect.stringMatching(/\/oauth\/auth\?response_type=code/) as string,
		});
	},
);

it.each([401, 403] as const)(
	'a refusal with %i names the scope that the credential does not ask for',
	async (status) => {
		sandbox.configure({ lackOfRightsStatus: status });
		const scopes = sandbox.credential().requestedScopes.replace('user_read ', '');
		const { error, details } = await failedList('openApi', { requestedScopes: scopes });
		expect(error).toContain('lacks the scope user_read to list the users');
		expect(details.code).toBe('DOCUSIGN_SCOPE_MISSING');
	},
);
