import { createEmptyRunExecutionData, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';

/** What Docusign does for claimed domains only is warned of, where it can be known without another scope. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2, variety: false });
});
beforeEach(() => {
	sandbox.reset();
	sandbox.requests.length = 0;
	execution = createEmptyRunExecutionData();
});
afterAll(async () => await sandbox.close());

let execution = createEmptyRunExecutionData();
const asked = () => adminRequests(sandbox).filter(({ path }) => /reserved_domains/.test(path));
const user = () => [...sandbox.state.users.values()][9];

/** @param scopes asked for beside the usual ones */
async function run(operation: string, more: INodeParameters, scopes = ' domain_read') {
	const [resource, value] = operation.split('.');
	const { organizationId, account } = seeded(sandbox);
	const requestedScopes = `${sandbox.credential().requestedScopes}${scopes}`;
	const [{ json }] = await adminNode(sandbox, 'openApi').run(
		{
			resource,
			operation: value,
			organizationId: by('id', organizationId),
			accountId: by('id', account.id),
			userId: by('id', user().id),
			options: { dryRun: true },
			...more,
		},
		{ credential: { requestedScopes }, execution, onError: 'continueRegularOutput' },
	);
	return JSON.parse(JSON.stringify(json)) as IDataObject;
}

const newUser = (email: string, autoActivateMemberships: boolean): INodeParameters => ({
	email,
	firstName: 'New',
	lastName: 'User',
	additionalFields: { autoActivateMemberships },
});

const CASES: Array<[string, string, INodeParameters]> = [
	['user.update', 'refuses the new address', { updateFields: { email: 'new@elsewhere.test' } }],
	['user.create', 'sends an activation email all the same', newUser('new@elsewhere.test', true)],
	['user.upsert', 'sends an activation email all the same', newUser('new@elsewhere.test', true)],
];
const warning = (what: string) =>
	`The organization has not claimed the domain elsewhere.test: Docusign ${what}.`;

it.each(CASES)('%s warns that Docusign %s, and looks once', async (operation, what, more) => {
	expect((await run(operation, more)).warnings).toEqual([warning(what)]);
	expect((await run(operation, more)).warnings).toEqual([warning(what)]);
	expect(asked()).toHaveLength(1);
});

it.each(CASES)(
	'%s says and asks nothing without the scope (%s)',
	async (operation, _what, more) => {
		const record = await run(operation, more, '');
		expect(record.error).toBeUndefined();
		expect(record.warnings).toBeUndefined();
		expect(asked()).toEqual([]);
	},
);

it.each(CASES)('%s is not held up by a look that fails (%s)', async (operation, _what, more) => {
	sandbox.faults.add({
		match: { path: /reserved_domains/, times: Infinity },
		do: { type: 'respond', status: 403, body: { error: 'access_denied' } },
	});
	const record = await run(operation, more);
	expect(record.error).toBeUndefined();
	expect(record.warnings).toBeUndefined();
	expect(asked().length).toBeGreaterThan(0);
});

it('an activation warns by the address that the user has', async () => {
	Object.assign(sandbox.state.users.get(user().id)!, { email: 'somebody@elsewhere.test' });
	const { warnings } = await run('membership.activate', {});
	expect(warnings).toEqual([warning('refuses to activate the membership')]);
});

it('an address on a claimed domain, or below one, is no matter', async () => {
	const [organization] = [...sandbox.state.organizations.values()];
	const { hostName } = organization.domains[0];
	for (const host of [hostName, hostName.toUpperCase(), `mail.${hostName}`]) {
		const record = await run('user.update', { updateFields: { email: `new@${host}` } });
		expect(record.warnings).toBeUndefined();
	}
	expect(asked()).toHaveLength(1);
	const quiet = await run('user.create', newUser('new@elsewhere.test', false));
	expect(quiet.warnings).toBeUndefined();
});
