import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../../nodes/DocusignAdmin/DocusignAdmin.node';
import type { Sandbox } from '../../../sandbox';
import { adminNode, by, CONTRACTS, seeded, type ContractName } from '../../support/admin';
import { runAllItems } from '../../support/allItems';
import { adminTrigger } from '../../support/trigger';
import { addUser, watching } from '../DocusignAdmin/trigger/support';
import { INVITE, prepare as prepareWrites, WRITES } from '../DocusignAdmin/writes/operations';
import { by as byScim, scimNode } from '../DocusignScim/support/node';
import { toldBy, toldByError, type Job, type Prepared, type Told } from './job';

const GO_ON = { onError: 'continueRegularOutput' } as const;
const PUBLISHED = ['openApi'] as const;

const keyLines = (sandbox: Sandbox) =>
	sandbox
		.credential()
		.privateKey.split('\n')
		.filter((line) => line.length > 20);

/** The key, and the token that the node has got. */
const secretsOf = (sandbox: Sandbox, stored: Record<string, IDataObject>) => () =>
	[...keyLines(sandbox), String(stored.docusignAdminJwtApi?.accessToken ?? '')].filter(Boolean);

/** A job by the Admin node on one item. */
function byNode(
	sandbox: Sandbox,
	contract: ContractName,
	parameters: INodeParameters,
	done: Prepared['done'],
	items?: IDataObject[],
): Prepared {
	const node = adminNode(sandbox, contract);
	return {
		run: async () => toldBy(await node.run(parameters, { ...GO_ON, items })),
		done,
		secrets: secretsOf(sandbox, node.stored),
	};
}

/** The operations that write, as the tests of lost answers have them. */
const write = (name: string): Job => {
	const found = [...WRITES, INVITE].find((each) => each.name === name)!;
	return {
		name: name.replace(' in all accounts', ''),
		contracts: found.contracts,
		match: (contract) => found.match[contract],
		prepare: (sandbox, contract) => {
			prepareWrites(sandbox);
			return byNode(sandbox, contract, found.parameters(sandbox), () => found.done(sandbox));
		},
		most: 40,
	};
};

const idsOf = ({ records }: Told) => records.map((record) => String((record as IDataObject).id));
const inOrganization = (sandbox: Sandbox) => ({
	organizationId: by('id', seeded(sandbox).organizationId),
});
/** Whether exactly these were told, each once. */
const isWhole = (ids: string[], expected: string[]) =>
	Number(JSON.stringify([...ids].sort()) === JSON.stringify(expected));
const membersOf = ({ state }: Sandbox, accountId: string) =>
	state
		.membersOf(accountId)
		.map(({ userId }) => userId)
		.sort();
const USERS = { method: 'GET', path: /\/users(\?|$)/ };

const list: Job = {
	name: 'User > Get Many',
	contracts: CONTRACTS,
	isList: true,
	match: () => ({ ...USERS, nth: 2 }),
	prepare: (sandbox, contract) =>
		byNode(
			sandbox,
			contract,
			{
				resource: 'user',
				operation: 'getAll',
				...inOrganization(sandbox),
				filters: { accountId: by('id', seeded(sandbox).account.id) },
				returnAll: true,
				options: { pageSize: 5 },
			},
			(told) => isWhole(idsOf(told), membersOf(sandbox, seeded(sandbox).account.id)),
		),
	most: 60,
};

const picker: Job = {
	name: 'List of users in the editor',
	contracts: CONTRACTS,
	match: () => USERS,
	prepare: (sandbox, contract) => {
		const node = adminNode(sandbox, contract);
		const { id } = seeded(sandbox).account;
		const parameters = { ...inOrganization(sandbox), accountId: by('id', id) };
		return {
			run: async () =>
				await node.search('searchUsers', parameters).then(
					({ results }) => ({
						text: JSON.stringify(results),
						records: results.map(({ value }) => ({ id: value })),
					}),
					toldByError,
				),
			done: (told) => isWhole(idsOf(told), [...sandbox.state.users.keys()].sort()),
			secrets: secretsOf(sandbox, node.stored),
		};
	},
	most: 25,
};

const token: Job = {
	name: 'Token exchange (JWT)',
	contracts: PUBLISHED,
	match: () => ({ method: 'POST', path: '/oauth/token' }),
	prepare: (sandbox, contract) =>
		byNode(
			sandbox,
			contract,
			{ resource: 'organization', operation: 'getAll', returnAll: true },
			(told) => told.records.length,
		),
	most: 12,
};

/** More than Docusign gives on a page, on either contract. */
const OF_TWO_PAGES = 260;

const trigger: Job = {
	name: 'Docusign Admin Trigger',
	contracts: CONTRACTS,
	isList: true,
	match: (_, fault) => (fault?.only === 'lists' ? USERS : { path: /\/Management\//i }),
	async prepare(sandbox, contract, fault) {
		const polled = adminTrigger(sandbox, contract, watching(sandbox));
		await polled.drain();
		const { account } = seeded(sandbox);
		// What goes wrong between pages takes more than one of them.
		for (let n = 0; fault?.only === 'lists' && n < OF_TWO_PAGES; n++) {
			addUser(sandbox, `other${n}@example.com`, [account.id]);
		}
		const user = addUser(sandbox, 'meanwhile@example.com', [account.id]);
		const created = ({ records }: Told) =>
			records.filter((record) => {
				const { event, user: whose } = record as { event: string; user: IDataObject };
				return event === 'userCreated' && whose.id === user.id;
			}).length;
		const poll = async () =>
			await polled
				.poll()
				.then(
					(events): Told => ({ text: JSON.stringify(events), records: events ?? [] }),
					toldByError,
				);
		return {
			run: poll,
			done: created,
			async after(told) {
				const records = [...told.records, ...(await polled.drain())];
				expect(created({ text: '', records })).toBe(1);
			},
			secrets: () => keyLines(sandbox),
		};
	},
	most: 400,
};

const importAdd: Job = {
	name: 'User Import > Add',
	contracts: PUBLISHED,
	match: () => ({ method: 'POST', path: /\/Management\//i }),
	prepare: (sandbox, contract) => {
		const { account, organizationId } = seeded(sandbox);
		const email = 'imported@example.com';
		const person = {
			email,
			firstName: 'New',
			lastName: 'Comer',
			account: account.id,
			permissionProfile: account.permissionProfiles[1].name,
		};
		return byNode(
			sandbox,
			contract,
			{ resource: 'userImport', operation: 'add', ...inOrganization(sandbox) },
			() => sandbox.state.usersByEmail(organizationId, email).length,
			[person],
		);
	},
	most: 80,
};

const rosterApply: Job = {
	name: 'Roster > Apply',
	contracts: CONTRACTS,
	match: () => ({ method: 'POST', path: /\/users$/ }),
	async prepare(sandbox, contract) {
		const { account, organizationId } = seeded(sandbox);
		const email = 'joiner@example.com';
		const stored = {
			docusignAdminJwtApi: { ...sandbox.credential({ apiContract: contract }), accessToken: '' },
		};
		const run = async (operation: string, items: IDataObject[]) =>
			await runAllItems({
				nodeType: new DocusignAdmin(),
				credentialTypes: [new DocusignAdminJwtApi()],
				credentials: stored,
				parameters: {
					resource: 'roster',
					operation,
					...inOrganization(sandbox),
					...(operation === 'plan' && { notOnRoster: 'ignore' }),
				},
				items,
				...GO_ON,
			});
		const person = {
			email,
			firstName: 'Jo',
			lastName: 'Iner',
			account: account.id,
			permissionProfile: account.permissionProfiles[1].name,
		};
		const plan = (await run('plan', [person])).map(({ json }) => json);
		return {
			async run() {
				const output = await run('apply', plan);
				const told = toldBy(output);
				const [record] = output.map(({ json }) => json);
				return record.outcome === 'failed'
					? { ...told, code: String(record.error_code ?? 'no code'), records: [] }
					: told;
			},
			done: () => sandbox.state.usersByEmail(organizationId, email).length,
			secrets: secretsOf(sandbox, stored),
		};
	},
	most: 60,
};

/** A change by the SCIM node. */
const scim = (
	name: string,
	method: 'POST' | 'PATCH',
	parameters: (sandbox: Sandbox) => INodeParameters,
	done: (sandbox: Sandbox) => number,
): Job => ({
	name,
	contracts: PUBLISHED,
	match: () => ({ method, path: '/scim/' }),
	prepare(sandbox) {
		const credential = sandbox.scimCredential();
		const node = scimNode(credential);
		return {
			run: async () => toldBy(await node.run(parameters(sandbox), GO_ON)),
			done: () => done(sandbox),
			secrets: () => [credential.bearerToken],
		};
	},
	most: 40,
});

const SCIM_NAME = 'jane.scim@example.com';
const scimTarget = (sandbox: Sandbox) => [...sandbox.state.users.values()][2];

export const JOBS: readonly Job[] = [
	write('User > Create'),
	write('User > Create or Update'),
	write('User > Create or Update, who is there'),
	write('User > Update'),
	write('User > Close in all accounts'),
	write('Membership > Create'),
	write('Membership > Invite'),
	write('Membership > Update'),
	write('Membership > Activate'),
	rosterApply,
	importAdd,
	trigger,
	token,
	list,
	picker,
	scim(
		'SCIM: User > Create',
		'POST',
		() => ({
			resource: 'user',
			operation: 'create',
			userName: SCIM_NAME,
			email: SCIM_NAME,
			givenName: 'Jane',
			familyName: 'Doe',
		}),
		({ state }) =>
			[...state.users.values()].filter(({ userName }) => userName === SCIM_NAME).length,
	),
	scim(
		'SCIM: User > Update',
		'PATCH',
		(sandbox) => ({
			resource: 'user',
			operation: 'update',
			userId: byScim('id', scimTarget(sandbox).id),
			updateFields: { familyName: 'Roe' },
		}),
		(sandbox) => Number(scimTarget(sandbox).lastName === 'Roe'),
	),
];

export const jobNamed = (name: string): Job => JOBS.find((job) => job.name === name)!;
