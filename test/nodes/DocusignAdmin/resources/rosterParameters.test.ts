import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { startSandbox, type JwtCredential, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';
import { runAllItems } from '../../../support/allItems';

/** What the parameters of a roster say holds for all items: an expression in them must not take one item's word. */

let sandbox: Sandbox;
beforeEach(async () => (sandbox = await startSandbox({ users: 12 })));
afterEach(async () => await sandbox.close());

const parametersOf = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'roster',
	operation,
	organizationId: by('id', seeded(sandbox).organizationId),
	...more,
});

async function roster(
	operation: string,
	items: IDataObject[],
	more: INodeParameters,
	credential: Partial<JwtCredential> = {},
) {
	const output = await runAllItems({
		nodeType: new DocusignAdmin(),
		credentialTypes: [new DocusignAdminJwtApi()],
		credentials: {
			docusignAdminJwtApi: { ...sandbox.credential(), ...credential, accessToken: '' },
		},
		parameters: parametersOf(operation, more),
		items,
	});
	return output.map(({ json }) => json);
}

const asTool = async (operation: string, more: INodeParameters) =>
	await adminNode(sandbox, 'openApi').run(parametersOf(operation, more));

const everybody = (): IDataObject[] =>
	[...sandbox.state.memberships.values()]
		.filter(({ status }) => status !== 'closed')
		.map(({ userId, accountId }) => ({
			email: sandbox.state.users.get(userId)!.email,
			account: sandbox.state.accounts.get(accountId)!.name,
		}));

it.each<[string, string, INodeParameters]>([
	['apply', 'Options', { options: { dryRun: '={{ $itemIndex > 0 }}' } }],
	['apply', 'Max Closures', { maxClosures: '={{ 10 * $itemIndex }}' }],
	['plan', 'People', { peopleFrom: 'json', people: '={{ [$json] }}' }],
	['plan', 'Not on Roster', { notOnRoster: '={{ $itemIndex ? "close" : "ignore" }}' }],
	['plan', 'Options', { options: { protectedEmails: '={{ $json.email }}' } }],
	[
		'plan',
		'Organization',
		{
			organizationId: by('id', '={{ $itemIndex ? "x" : "0a000000-0000-4000-8000-000000000001" }}'),
		},
	],
])('%s refuses where %s is not the same for each item: %j', async (operation, label, more) => {
	const items = everybody();
	await expect(roster(operation, items, more)).rejects.toThrow(
		`All items are taken together, and '${label}' is not the same for each`,
	);
	expect(adminRequests(sandbox)).toEqual([]);
});

it.each(['={{ [] }}', '={{ "" }}', '={{ $json.nothing }}'])(
	'plan does not take all accounts for those that an expression did not find: %s',
	async (accountIds) => {
		const given = { accountIds, notOnRoster: 'close' };
		const refusal = "The expression in 'Account Names or IDs' gives no account";
		await expect(roster('plan', everybody(), given)).rejects.toThrow(refusal);
		const people = JSON.stringify(everybody());
		const call = asTool('plan', { ...given, peopleFrom: 'json', people });
		await expect(call).rejects.toThrow(refusal);
		expect(adminRequests(sandbox)).toEqual([]);
	},
);

it('takes expressions that give each item the same', async () => {
	const { organizationId } = seeded(sandbox);
	const planned = await roster('plan', everybody(), {
		organizationId: by('id', `={{ "${organizationId}" }}`),
		notOnRoster: '={{ "close" }}',
		options: { includeUnchanged: '={{ true }}' },
	});
	expect(planned.length).toBe(everybody().length);
	expect(planned.every(({ action }) => action === 'unchanged')).toBe(true);
});

describe.each(['protectedEmails', 'protectedDomains', 'protectedAccounts', 'includeUnchanged'])(
	'an option that an expression found nothing for: %s',
	(name) => {
		const options = { [name]: '={{ $json.nothing }}' };
		const people = () => JSON.stringify(everybody());

		it('is refused in a run, and in a call as a tool', async () => {
			const refusal = /is empty/;
			const given = { notOnRoster: 'close', options };
			await expect(roster('plan', everybody(), given)).rejects.toThrow(refusal);
			const call = { ...given, peopleFrom: 'json', people: people() };
			await expect(asTool('plan', call)).rejects.toThrow(refusal);
			expect(adminRequests(sandbox)).toEqual([]);
		});
	},
);

it.each<[string, string, string]>([
	['protectedEmails', 'Protected Emails', 'Ann <user000005@example.com>'],
	['protectedEmails', 'Protected Emails', 'boss@example.com, example.com'],
	['protectedDomains', 'Protected Domains', '*.example.com'],
	['protectedDomains', 'Protected Domains', 'example.org; boss@example.com'],
	['protectedDomains', 'Protected Domains', 'https://example.com'],
])('plan does not take for a protection what protects nobody: %s', async (name, label, value) => {
	const given = { notOnRoster: 'close', options: { [name]: value } };
	await expect(roster('plan', everybody().slice(1), given)).rejects.toThrow(
		new RegExp(
			`'${label}' has an entry that is no (email address|domain), and would protect nobody`,
		),
	);
});

it.each<[string, string, INodeParameters]>([
	['plan', 'Not on Roster', { notOnRoster: '={{ $json.nothing }}' }],
	['plan', 'People From', { peopleFrom: '={{ $json.nothing }}' }],
	['apply', 'Changes From', { changesFrom: '={{ $json.nothing }}' }],
	['undo', 'Records From', { recordsFrom: '={{ $json.nothing }}' }],
	['verify', 'Records From', { recordsFrom: '={{ $json.nothing }}' }],
])('%s does not take an empty %s for its default', async (operation, label, more) => {
	await expect(roster(operation, everybody(), more)).rejects.toThrow(`'${label}' is empty`);
	expect(adminRequests(sandbox)).toEqual([]);
});

describe('a credential whose fields hold expressions', () => {
	const credential = { userId: '={{ $json.who }}' };
	const whoFor = (other: string) => {
		const { userId } = sandbox.credential();
		return everybody().map((each, n) => ({ ...each, who: n === 5 ? other : userId }));
	};

	it.each(['plan', 'apply'])('%s asks nothing where one item signs in otherwise', async (name) => {
		const items = whoFor('0a000000-0000-4000-8000-00000000ffff');
		await expect(roster(name, items, {}, credential)).rejects.toThrow(
			'All items are taken together, and the credential does not sign in as the same for each',
		);
		expect(sandbox.requests).toEqual([]);
	});

	it('is used where it comes out as the same for each', async () => {
		const items = whoFor(sandbox.credential().userId);
		const planned = await roster(
			'plan',
			items,
			{ options: { includeUnchanged: true } },
			credential,
		);
		expect(planned.length).toBe(items.length);
	});
});
