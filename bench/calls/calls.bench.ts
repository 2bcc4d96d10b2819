/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../nodes/DocusignAdmin/DocusignAdmin.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../test/support/admin';
import { runAllItems } from '../../test/support/allItems';
import { quickClock } from '../../test/support/quickClock';

/** How many requests the large jobs take: what an organization's hour of 3,000 is spent on. */

quickClock();

const USERS = Number(process.env.CALLS_USERS ?? 100_000);
const ACCOUNTS = 10;
const [JOINERS, MOVERS, LEAVERS] = [300, 200, 100].map((all) => Math.ceil((all * USERS) / 100_000));

const said: string[] = [];
const tell = (job: string, contract: string, requests: number, more = '') =>
	said.push(`${contract.padEnd(8)} ${job.padEnd(46)} ${String(requests).padStart(7)}  ${more}`);

afterAll(() => process.stdout.write(`\n${said.join('\n')}\n\n`));

describe.each(CONTRACTS)('on the %s contract', (contract) => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ users: USERS, accounts: ACCOUNTS, variety: false });
	});
	afterAll(async () => await sandbox.close());

	async function counted<T>(work: () => Promise<T>): Promise<{ result: T; requests: number }> {
		sandbox.requests.length = 0;
		const result = await work();
		return { result, requests: adminRequests(sandbox).length };
	}

	const admin = async (parameters: INodeParameters) =>
		(
			await adminNode(sandbox, contract).run({
				organizationId: by('id', seeded(sandbox).organizationId),
				...parameters,
			})
		).map(({ json }) => json);

	async function roster(operation: string, items: IDataObject[], more: INodeParameters) {
		const output = await runAllItems({
			nodeType: new DocusignAdmin(),
			credentialTypes: [new DocusignAdminJwtApi()],
			credentials: {
				docusignAdminJwtApi: { ...sandbox.credential({ apiContract: contract }), accessToken: '' },
			},
			parameters: {
				resource: 'roster',
				operation,
				organizationId: by('id', seeded(sandbox).organizationId),
				...more,
			},
			items,
		});
		return JSON.parse(JSON.stringify(output.map(({ json }) => json))) as IDataObject[];
	}

	it('lists everybody', async () => {
		const list = { resource: 'user', operation: 'getAll', returnAll: true };
		const { result, requests } = await counted(async () => await admin(list));
		expect(result.length).toBe(sandbox.state.users.size);
		tell(`list ${USERS} users`, contract, requests);
	});

	it('exports everybody', async () => {
		if (contract === 'cursor') {
			tell('export', contract, 0, 'not in this contract');
			return;
		}
		const { result, requests } = await counted(
			async () => await admin({ resource: 'user', operation: 'export' }),
		);
		expect(result.length).toBe(sandbox.state.memberships.size);
		tell(`export ${result.length} memberships with profiles`, contract, requests);
		tell('the same, profile by profile', contract, requests + USERS, '(list and a profile each)');
	});

	it('brings a roster into line', async () => {
		// One in ten of all users, as near as an account comes to it.
		const farFrom = ({ id }: { id: string }) =>
			Math.abs(sandbox.state.rosterOf(id).length - USERS / 10);
		const [account] = [...sandbox.state.accounts.values()].sort((a, b) => farFrom(a) - farFrom(b));
		const { adminIds } = sandbox.state.organizations.get(seeded(sandbox).organizationId)!;
		const open = sandbox.state
			.rosterOf(account.id)
			.filter(({ membership }) => membership.status !== 'closed');
		const nameOf = (id?: number) =>
			account.permissionProfiles.find((profile) => profile.id === id)?.name;
		const isPlain = ({ user, membership }: (typeof open)[number]) =>
			!adminIds.has(user.id) &&
			!user.isManagedByScim &&
			!account.permissionProfiles.some(
				({ id, admin: administers }) => administers && id === membership.permissionProfileId,
			);
		const plain = open.filter(isPlain);
		const leaving = new Set(plain.slice(0, LEAVERS).map(({ user }) => user.id));
		const moving = new Set(plain.slice(LEAVERS, LEAVERS + MOVERS).map(({ user }) => user.id));
		const [one, other] = account.permissionProfiles.filter(
			({ admin: administers }) => !administers,
		);
		const people: IDataObject[] = open
			.filter(({ user }) => !leaving.has(user.id))
			.map(({ user, membership: { permissionProfileId: profile } }) => ({
				email: user.email,
				firstName: user.firstName,
				lastName: user.lastName,
				account: account.name,
				permissionProfile: moving.has(user.id)
					? (profile === one.id ? other : one).name
					: nameOf(profile),
			}));
		for (let n = 0; n < JOINERS; n++) {
			people.push({
				email: `joiner${n}@example.com`,
				firstName: 'Jo',
				lastName: `Iner ${n}`,
				account: account.name,
				permissionProfile: one.name,
			});
		}
		const settings = { accountIds: [account.id], notOnRoster: 'close' };
		const { result: plan, requests } = await counted(
			async () => await roster('plan', people, settings),
		);
		const counts = JSON.stringify(plan[0].plan_counts);
		tell(`plan a roster of ${people.length}`, contract, requests, counts);
		const applied = await counted(
			async () => await roster('apply', plan, { maxClosures: 1_000, maxClosuresPercent: 100 }),
		);
		const outcomes = new Set(applied.result.map(({ outcome }) => outcome));
		expect([...outcomes]).toEqual(['applied']);
		tell(`apply its ${plan.length} changes`, contract, applied.requests);
		const again = await counted(async () => await roster('plan', people, settings));
		expect(again.result).toEqual([]);
		tell('plan it again: nothing to do', contract, again.requests);
		const each = contract === 'openApi' ? 2 : 1;
		tell(
			'look at each of them, item by item',
			contract,
			people.length * each,
			'(by address and profile; finds no leavers)',
		);
	});
});
