import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type FaultAction, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';
import { fastWaits } from '../../../support/fastTime';

/** Whom Docusign does not let be closed is found before a file is sent; the rest of it is. */

let sandbox: Sandbox;
beforeEach(async () => {
	fastWaits();
	sandbox = await startSandbox({ users: 40, accounts: 2, variety: false });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const users = () => [...sandbox.state.users.values()];
const own = () => users().find(({ id }) => id === sandbox.credential().userId)!;
/** Members of the account who administer nothing. */
const leaversOf = (count: number) =>
	sandbox.state
		.rosterOf(seeded(sandbox).account.id)
		.filter(({ membership }) => membership.status === 'active')
		.map(({ user }) => user)
		.slice(-count);
const posted = () => adminRequests(sandbox).filter(({ method }) => method === 'POST');
const lookedAt = () => adminRequests(sandbox).filter(({ path }) => /dsprofile/i.test(path));

/** Makes a user administer the organization too. */
function administrator(n: number) {
	const user = users()[n];
	[...sandbox.state.organizations.values()][0].adminIds.add(user.id);
	return user;
}

async function close(people: IDataObject[], more: INodeParameters = {}) {
	const { organizationId, account } = seeded(sandbox);
	const output = await adminNode(sandbox, 'openApi').run(
		{
			resource: 'userImport',
			operation: 'close',
			organizationId: by('id', organizationId),
			accountId: by('id', account.id),
			...more,
		},
		{ items: people, onError: 'continueRegularOutput' },
	);
	return output.map(({ json }) => JSON.parse(JSON.stringify(json)) as IDataObject);
}

const codeOf = ({ details }: IDataObject) => (details as IDataObject | undefined)?.code;

it('administrators of the organization and the own user come back as errors, the rest is closed', async () => {
	const admin = administrator(7);
	const leavers = leaversOf(3);
	const people = [own(), ...leavers, admin].map(({ email }) => ({ email: email.toUpperCase() }));
	const results = await close(people);
	expect(results.map(codeOf)).toEqual([
		'DOCUSIGN_OWN_MEMBERSHIP',
		undefined,
		undefined,
		undefined,
		'DOCUSIGN_ORGANIZATION_ADMINISTRATOR',
	]);
	expect(results.slice(1, 4).map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
	const [file] = posted();
	expect(posted()).toHaveLength(1);
	const sent = String(file.body).toLowerCase();
	for (const { email } of leavers) expect(sent).toContain(email.toLowerCase());
	for (const { email } of [own(), admin]) expect(sent).not.toContain(email.toLowerCase());
	// As many looks as there are administrators, however long the file is.
	expect(lookedAt()).toHaveLength(2);
});

it.each([401, 403, 404] as const)(
	'they are found where the organization is given no records by ID (%d)',
	async (dsProfileStatus) => {
		sandbox.configure({ dsProfileStatus });
		const people = [own(), administrator(7)].map(({ email }) => ({ email }));
		expect((await close(people)).map(codeOf)).toEqual([
			'DOCUSIGN_OWN_MEMBERSHIP',
			'DOCUSIGN_ORGANIZATION_ADMINISTRATOR',
		]);
		expect(posted()).toEqual([]);
	},
);

it('a list in one parameter tells it of its rows, and a dry run shows the rest', async () => {
	const admin = administrator(7);
	const people = JSON.stringify([admin, ...leaversOf(1)].map(({ email }) => ({ email })));
	const [dry, ...none] = await close([{}], {
		...{ peopleFrom: 'json', people },
		options: { dryRun: true },
	});
	expect(none).toEqual([]);
	expect(JSON.stringify(dry)).not.toContain(admin.email);
	const rows = await close([{}], { peopleFrom: 'json', people });
	expect(rows).toMatchObject([
		{ row: 0, outcome: 'failed', error: { code: 'DOCUSIGN_ORGANIZATION_ADMINISTRATOR' } },
		{ row: 1, outcome: 'done' },
	]);
});

it('nothing is sent where nobody is left', async () => {
	const results = await close([{ email: own().email }]);
	expect(results.map(codeOf)).toEqual(['DOCUSIGN_OWN_MEMBERSHIP']);
	expect(posted()).toEqual([]);
});

it('is not looked up where Check Guards is off', async () => {
	const admin = administrator(7);
	await close([{ email: admin.email }], { options: { checkGuards: false } });
	expect(posted()).toHaveLength(1);
	expect(lookedAt()).toEqual([]);
});

it.each<[string, RegExp, FaultAction]>([
	[
		'the organization is not shown',
		/\/organizations$/,
		{ type: 'respond', status: 403, body: { error: 'access_denied' } },
	],
	[
		'its users are not shown',
		/\/organizations$/,
		{ type: 'respond', status: 200, body: { organizations: [] } },
	],
	['a profile is not given', /dsprofile/i, { type: 'respond', status: 500, body: {} }],
])('what cannot be looked up is said and holds nobody up: %s', async (_what, path, fault) => {
	sandbox.faults.add({ match: { path, times: Infinity }, do: fault });
	const results = await close(leaversOf(2).map(({ email }) => ({ email })));
	expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
	expect(results[0].warnings).toEqual([
		expect.stringMatching(/^It was not looked up whom Docusign does not let be closed: /),
	]);
	expect(results[1].warnings).toBeUndefined();
});
