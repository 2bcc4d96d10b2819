import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { seal } from '../../../../nodes/DocusignAdmin/roster/seal';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded, type ContractName } from '../../../support/admin';
import { runAllItems } from '../../../support/allItems';

/** The four operations in n8n's engine, against the sandbox: what is planned, made, taken back and proven. */

let sandbox: Sandbox;
beforeEach(async () => (sandbox = await startSandbox({ users: 12 })));
afterEach(async () => await sandbox.close());

function roster(apiContract: ContractName = 'openApi') {
	const credential = { ...sandbox.credential({ apiContract }), accessToken: '' };
	return async (
		operation: string,
		items: IDataObject[],
		parameters: INodeParameters = {},
		onError?: 'continueRegularOutput',
	) => {
		const output = await runAllItems({
			nodeType: new DocusignAdmin(),
			credentialTypes: [new DocusignAdminJwtApi()],
			credentials: { docusignAdminJwtApi: credential },
			parameters: {
				resource: 'roster',
				operation,
				organizationId: by('id', seeded(sandbox).organizationId),
				...parameters,
			},
			items,
			onError,
		});
		return JSON.parse(JSON.stringify(output.map(({ json }) => json))) as IDataObject[];
	};
}

/** Everybody who is a member by now, as a roster would have them. */
const members = (): IDataObject[] =>
	[...sandbox.state.memberships.values()]
		.filter(({ status }) => status !== 'closed')
		.map(({ userId, accountId }) => ({
			email: sandbox.state.users.get(userId)!.email,
			account: sandbox.state.accounts.get(accountId)!.name,
		}));

const openNow = () =>
	members()
		.map(({ email, account }) => `${String(email)} ${String(account)}`)
		.sort();

/** A joiner, a mover and a leaver among those who are there. */
function moves() {
	const { account, second } = seeded(sandbox);
	const { adminIds } = [...sandbox.state.organizations.values()][0];
	const administers = ({
		userId,
		accountId,
		permissionProfileId: profile,
	}: {
		userId: string;
		accountId: string;
		permissionProfileId: number;
	}) =>
		adminIds.has(userId) ||
		sandbox.state.accounts
			.get(accountId)!
			.permissionProfiles.some(({ id, admin }) => admin && id === profile);
	const plain = [...sandbox.state.memberships.values()].filter(
		(each) =>
			each.accountId === account.id &&
			each.status === 'active' &&
			!administers(each) &&
			!sandbox.state.users.get(each.userId)!.isManagedByScim,
	);
	const [mover, leaver] = plain.map(({ userId }) => sandbox.state.users.get(userId)!);
	const present = members();
	const people = present
		.filter(({ email }) => email !== leaver.email)
		.map((person) =>
			person.email === mover.email && person.account === account.name
				? { ...person, permissionProfile: 'docusign viewer', groups: 'Sales', lastName: 'Moved' }
				: person,
		);
	people.push({
		email: 'joiner@example.com',
		account: account.name,
		firstName: 'Jo',
		lastName: 'Iner',
		permissionProfile: 'DocuSign Sender',
		groups: 'Sales, Human Resources',
	});
	people.push({
		email: 'joiner@example.com',
		account: second.name,
		permissionProfile: 'DocuSign Viewer',
		jobTitle: 'Clerk',
	});
	return { people, mover, leaver, account, second };
}

const WIDE = { maxClosures: 100, maxClosuresPercent: 100 };
const closing: INodeParameters = { notOnRoster: 'close' };

it('is brought into line, found in line, and taken back', async () => {
	const run = roster();
	const { people, mover, leaver, account, second } = moves();
	const before = openNow();
	const plan = await run('plan', people, closing);
	expect(plan.map(({ action, email, blocked }) => [action, email, blocked])).toEqual([
		['create', 'joiner@example.com', undefined],
		['addMembership', 'joiner@example.com', undefined],
		['update', mover.email, undefined],
		...plan.slice(3).map(() => ['close', leaver.email, undefined]),
	]);
	expect(plan[2].after).toEqual({
		last_name: 'Moved',
		permission_profile: { id: account.permissionProfiles[2].id, name: 'DocuSign Viewer' },
		groups: [{ id: account.groups[2].id, name: 'Sales' }],
	});
	expect(adminRequests(sandbox).every(({ method }) => method === 'GET')).toBe(true);

	const records = await run('apply', plan, WIDE);
	expect(records.map(({ outcome, outcome_reason: why }) => [outcome, why])).toEqual(
		plan.map(() => ['applied', undefined]),
	);
	expect(records.every(({ trace_token: trace }) => typeof trace === 'string')).toBe(true);
	const [joiner] = sandbox.state.usersByEmail(seeded(sandbox).organizationId, 'joiner@example.com');
	expect(records[0].user_id).toBe(joiner.id);
	expect(sandbox.state.membershipIn(joiner.id, second.id)).toMatchObject({
		permissionProfileId: second.permissionProfiles[2].id,
		jobTitle: 'Clerk',
	});
	expect(sandbox.state.membershipIn(joiner.id, account.id)).toMatchObject({
		groupIds: [account.groups[2].id, account.groups[3].id],
	});
	expect(
		sandbox.state.usersByEmail(seeded(sandbox).organizationId, 'joiner@example.com'),
	).toHaveLength(1);
	expect(sandbox.state.users.get(leaver.id)!.status).toBe('closed');
	expect(await run('plan', people, closing)).toEqual([]);
	const again = await run('apply', plan, WIDE);
	expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['alreadyApplied']));

	expect(await run('verify', records)).toEqual([
		expect.objectContaining({ valid: true, records: plan.length, problems: [] }),
	]);
	const altered = records.map((record, n) => (n === 1 ? { ...record, email: 'x@y.z' } : record));
	expect((await run('verify', altered))[0]).toMatchObject({ valid: false });
	expect((await run('verify', records.slice(0, -1)))[0]).toMatchObject({ valid: false });

	const back = await run('undo', records);
	expect((await run('apply', back, WIDE)).map(({ outcome }) => outcome)).toEqual(
		back.map(() => 'applied'),
	);
	expect(openNow()).toEqual(before);
	expect(sandbox.state.users.get(mover.id)!.lastName).toBe(mover.lastName);
});

describe.each([401, 403, 404] as const)(
	'an organization that is given no records by ID (%d)',
	(dsProfileStatus) => {
		it('is brought into line by addresses, and taken back', async () => {
			sandbox.configure({ dsProfileStatus });
			const run = roster();
			const { people, mover, leaver } = moves();
			const before = openNow();
			const plan = await run('plan', people, closing);
			expect(plan.map(({ action, email, blocked }) => [action, email, blocked])).toEqual([
				['create', 'joiner@example.com', undefined],
				['addMembership', 'joiner@example.com', undefined],
				['update', mover.email, undefined],
				...plan.slice(3).map(() => ['close', leaver.email, undefined]),
			]);
			expect(plan.slice(3).every(({ reversible }) => reversible)).toBe(true);
			const records = await run('apply', plan, WIDE);
			expect(records.map(({ outcome, outcome_reason: why }) => [outcome, why])).toEqual(
				plan.map(() => ['applied', undefined]),
			);
			expect(await run('plan', people, closing)).toEqual([]);
			const back = await run('undo', records);
			expect((await run('apply', back, WIDE)).map(({ outcome }) => outcome)).toEqual(
				back.map(() => 'applied'),
			);
			expect(openNow()).toEqual(before);
		});

		it('tells who has another address by now', async () => {
			sandbox.configure({ dsProfileStatus });
			const run = roster();
			const { people, mover } = moves();
			const plan = await run('plan', people);
			sandbox.state.updateUser(mover.id, { email: 'married@example.com' });
			const records = await run('apply', plan);
			expect(records.find(({ user_id }) => user_id === mover.id)).toMatchObject({
				outcome: 'stale',
				outcome_reason: 'the user has another address now',
			});
		});
	},
);

it('closes nobody who is not on the roster unless it is told to', async () => {
	const run = roster();
	const { people, leaver } = moves();
	const plan = await run('plan', people);
	const reported = plan.filter(({ action }) => action === 'close');
	expect(reported.map(({ email }) => email)).toContain(leaver.email);
	const records = await run('apply', plan, WIDE);
	expect(records.filter(({ action }) => action === 'close').map(({ outcome }) => outcome)).toEqual(
		reported.map(() => 'blocked'),
	);
	expect(sandbox.state.users.get(leaver.id)!.status).toBe('active');
	expect(
		(await run('plan', people, { notOnRoster: 'ignore' })).filter(
			({ action }) => action === 'close',
		),
	).toEqual([]);
});

it('stops before the first close where there are too many, until the very number is confirmed', async () => {
	const run = roster();
	const { people, leaver } = moves();
	const plan = await run('plan', people, closing);
	const closes = plan.filter(({ action }) => action === 'close');
	const limits = { maxClosures: 0, maxClosuresPercent: 100 };
	const records = await run('apply', plan, limits);
	expect(records.filter(({ outcome }) => outcome === 'blocked')).toHaveLength(closes.length);
	expect(sandbox.state.users.get(leaver.id)!.status).toBe('active');
	const confirmedClosures = closes.length;
	await run('apply', plan, { ...limits, confirmedClosures: confirmedClosures + 1 });
	expect(sandbox.state.users.get(leaver.id)!.status).toBe('active');
	await run('apply', plan, { ...limits, confirmedClosures });
	expect(sandbox.state.users.get(leaver.id)!.status).toBe('closed');
});

it('of some accounts asks who is in another before it creates anybody', async () => {
	const run = roster();
	const { account, second } = seeded(sandbox);
	const elsewhere = [...sandbox.state.users.values()].find(
		(user) =>
			user.status === 'active' &&
			!sandbox.state.membershipIn(user.id, second.id) &&
			sandbox.state.membershipIn(user.id, account.id) !== undefined,
	)!;
	const plan = await run(
		'plan',
		[
			{ email: elsewhere.email.toUpperCase() },
			{ email: 'nobody@example.com', firstName: 'No', lastName: 'Body' },
		],
		{ accountIds: [second.name], notOnRoster: 'ignore' },
	);
	expect(plan.map(({ action, user_id: id, account_id: at }) => [action, id, at])).toEqual([
		['create', undefined, second.id],
		['addMembership', elsewhere.id, second.id],
	]);
	const records = await run('apply', plan);
	expect(records.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
	expect(sandbox.state.membershipIn(elsewhere.id, second.id)).toBeDefined();
});

it('creates nobody who is closed everywhere, where no record shows that', async () => {
	sandbox.configure({ closedMembershipsInProfile: false });
	const run = roster();
	const { account, second } = seeded(sandbox);
	const user = [...sandbox.state.users.values()].find(({ id }) =>
		sandbox.state.membershipsOf(id).every(({ accountId }) => accountId === account.id),
	)!;
	for (const { id } of sandbox.state.membershipsOf(user.id))
		sandbox.state.updateMembership(id, { status: 'closed' });
	sandbox.state.updateUser(user.id, { status: 'closed' });
	const people = [{ email: user.email, firstName: 'A', lastName: 'B' }];
	const given = { accountIds: [second.id], notOnRoster: 'ignore' };
	expect(
		(await run('plan', people, given)).map(({ action, user_id }) => [action, user_id]),
	).toEqual(expect.arrayContaining([['addMembership', user.id]]));
});

it('one user without an address keeps nobody else from being created', async () => {
	const { organizationId, account } = seeded(sandbox);
	const someone = [...sandbox.state.users.values()][3];
	const gone = sandbox.state.addUser({
		...someone,
		...{ id: undefined, organizationId, email: '', userName: 'Redacted', status: 'closed' },
	});
	sandbox.state.addMembership({ userId: gone.id, accountId: account.id, status: 'closed' });
	const joiner = { email: 'joiner@example.com', firstName: 'Jo', lastName: 'Iner' };
	const plan = await roster()(
		'plan',
		[...members(), { ...joiner, account: account.name }],
		closing,
	);
	expect(plan.map(({ action, email, blocked }) => [action, email, blocked])).toEqual([
		['create', joiner.email, undefined],
	]);
});

it.each<[ContractName, object]>([
	['openApi', {}],
	['openApi', { dsProfileStatus: 403 }],
	['cursor', {}],
])('on %s takes no user name for the address that lists do not show: %j', async (name, more) => {
	sandbox.configure({ addressesInLists: false, ...more });
	const run = roster(name);
	const { mover } = moves();
	sandbox.state.updateUser(mover.id, { userName: mover.email, email: 'married@example.com' });
	const present = members();
	expect(await run('plan', present, closing)).toEqual([]);
	const others = present.filter(({ email }) => email !== 'married@example.com');
	const left = (await run('plan', others, closing)).filter(({ user_id }) => user_id === mover.id);
	const isShown = !('dsProfileStatus' in more);
	expect(left.map(({ action, blocked }) => [action, blocked])).toEqual(
		left.map(() => [
			'close',
			isShown ? undefined : expect.stringMatching(/does not show the address/),
		]),
	);
	expect(left).not.toEqual([]);
});

it('opens a membership that is closed, by the plan and by undo', async () => {
	const run = roster();
	const { leaver, account } = moves();
	const person = [{ email: leaver.email, account: account.name }];
	const rest = members().filter(
		({ email, account: at }) => email !== leaver.email || at !== account.name,
	);
	const records = await run('apply', await run('plan', rest, closing), WIDE);
	expect(records.map(({ action, outcome }) => [action, outcome])).toEqual([['close', 'applied']]);
	const plan = await run('plan', [...rest, ...person], closing);
	expect(plan.map(({ action }) => action)).toEqual(['reopen']);
	expect((await run('apply', plan)).map(({ outcome }) => outcome)).toEqual(['applied']);
	expect(sandbox.state.membershipIn(leaver.id, account.id)!.status).not.toBe('closed');
});

it('is stale where somebody was changed between the plan and its application', async () => {
	const run = roster();
	const { people, mover, account } = moves();
	const plan = await run('plan', people, closing);
	const membership = sandbox.state.membershipIn(mover.id, account.id)!;
	sandbox.state.updateMembership(membership.id, { groupIds: [account.groups[3].id] });
	const records = await run('apply', plan, WIDE);
	expect(records.find(({ email }) => email === mover.email)).toMatchObject({
		outcome: 'stale',
		outcome_reason: 'changed since: groups',
	});
	expect(sandbox.state.membershipIn(mover.id, account.id)!.groupIds).toEqual([
		account.groups[3].id,
	]);
});

it('looks anew for what came of each closing whose answer says nothing', async () => {
	sandbox.configure({
		closedMembershipsInProfile: false,
		addressesInLists: false,
		dsProfileStatus: 404,
		closeAnswer: 'none',
	});
	const { account } = seeded(sandbox);
	const { adminIds } = [...sandbox.state.organizations.values()][0];
	const leavers = [...sandbox.state.users.values()]
		.filter(({ id, status, isManagedByScim }) => {
			const own = sandbox.state.membershipsOf(id);
			const isOnlyHere = own.length === 1 && own[0].accountId === account.id;
			return status === 'active' && isOnlyHere && !isManagedByScim && !adminIds.has(id);
		})
		.slice(0, 2);
	expect(leavers).toHaveLength(2);
	const changes = leavers.map(({ id, email }) => ({
		action: 'close' as const,
		email,
		user_id: id,
		account_id: account.id,
		before: { membership_status: 'active' },
		after: { membership_status: 'closed' },
		reason: 'a test',
		reversible: true,
	}));
	const records = await roster()('apply', seal(changes, 100) as unknown as IDataObject[], WIDE);
	expect(records.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
	for (const { id } of leavers)
		expect(sandbox.state.membershipIn(id, account.id)!.status).toBe('closed');
});

it('is stale where somebody left after the list was read that shows them', async () => {
	// Their own record then says nothing of them any more.
	sandbox.configure({ closedMembershipsInProfile: false });
	const run = roster();
	const { people, leaver, mover, account } = moves();
	const without = people.filter(({ email }) => email !== mover.email);
	const plan = await run('plan', without, closing);
	const [first, second] = [mover, leaver].sort((a, b) => (a.email < b.email ? -1 : 1));
	const leave = (id: string): void => {
		const membership = sandbox.state.membershipIn(id, account.id)!;
		sandbox.state.updateMembership(membership.id, { status: 'closed' });
	};
	leave(first.id);
	sandbox.faults.add({
		match: { path: second.id },
		do: { type: 'callback', run: () => leave(second.id) },
	});
	const closes = (await run('apply', plan, WIDE)).filter(
		({ action, account_id: at }) => action === 'close' && at === account.id,
	);
	expect(closes.map(({ email, outcome }) => [email, outcome])).toEqual([
		[first.email, 'alreadyApplied'],
		[second.email, 'stale'],
	]);
});

it('on the cursor contract updates and closes, and says what that contract cannot do', async () => {
	const run = roster('cursor');
	const { people, mover, leaver, account } = moves();
	const wanted = people.map((person) => {
		const { groups, ...rest } = person;
		return groups === 'Sales' ? { ...rest, groups: [account.groups[2].id] } : rest;
	});
	const plan = await run('plan', wanted, closing);
	const said = plan.map(({ action, email, blocked }) => [action, email, blocked !== undefined]);
	expect(said).toEqual([
		['create', 'joiner@example.com', false],
		['addMembership', 'joiner@example.com', true],
		['update', mover.email, false],
		...plan.slice(3).map(() => ['close', leaver.email, false]),
	]);
	const records = await run('apply', plan, WIDE);
	expect(records.map(({ outcome, outcome_reason: why }) => [outcome, why])).toEqual([
		['applied', undefined],
		['blocked', expect.stringContaining('cannot do this')],
		['applied', undefined],
		...plan.slice(3).map(() => ['applied', undefined]),
	]);
	const again = await run('plan', wanted, closing);
	expect(again.map(({ action, blocked }) => [action, blocked !== undefined])).toEqual([
		['addMembership', true],
	]);
	const closures = plan.slice(3);
	expect(closures.map(({ reversible, not_undone: why }) => [reversible, why])).toEqual(
		closures.map(() => [false, expect.stringContaining('cannot open a closed membership')]),
	);
	const back = await run('undo', records);
	expect(back.map(({ action, blocked }) => [action, blocked])).toEqual([
		...closures.map(() => ['reopen', closures[0].not_undone]),
		['update', undefined],
		['close', undefined],
	]);
	expect(back[0].plan_counts).toMatchObject({ reopen: 0, blocked: closures.length });
});

it('on the cursor contract refuses two titles of one person, which never come to rest', async () => {
	const { account, second } = seeded(sandbox);
	const people = [account, second].map(({ name }, n) => ({
		email: 'joiner@example.com',
		account: name,
		jobTitle: ['Clerk', 'Chief'][n],
	}));
	await expect(roster('cursor')('plan', people)).rejects.toThrow('two job titles: Clerk and Chief');
	expect(await roster()('plan', people, { notOnRoster: 'ignore' })).toHaveLength(2);
});

it('blocks what the options protect, and the credential’s own user', async () => {
	const run = roster();
	const { people, leaver, account } = moves();
	const own = sandbox.state.users.get(
		String(sandbox.credential({ apiContract: 'openApi' }).userId),
	)!;
	const without = people.filter(({ email }) => email !== own.email);
	const whyNot = async (email: string, options: INodeParameters = {}) =>
		(await run('plan', without, { ...closing, options })).find(
			(item) => item.email === email && item.account_id === account.id,
		)?.blocked;
	expect(await whyNot(leaver.email)).toBeUndefined();
	const address = leaver.email.toUpperCase();
	expect(await whyNot(leaver.email, { protectedEmails: `x@y.z, ${address}` })).toMatch(/address/);
	const domain = leaver.email.split('@')[1];
	expect(await whyNot(leaver.email, { protectedDomains: domain })).toMatch(/domain/);
	expect(await whyNot(leaver.email, { protectedAccounts: account.name })).toMatch(/account/);
	await expect(whyNot(leaver.email, { protectedAccounts: 'Nowhere' })).rejects.toThrow(/Nowhere/);
	expect(await whyNot(own.email)).toMatch(/own user/);
});

it('costs what docs/roster.md says', async () => {
	const run = roster();
	const { people } = moves();
	const taken = async (work: Promise<IDataObject[]>) => {
		sandbox.requests.length = 0;
		const output = await work;
		return { output, requests: adminRequests(sandbox).length };
	};
	// The accounts, both lists of members, both lists of profiles, one of groups, and the mover's own record.
	const reported = await taken(run('plan', people));
	expect(reported.requests).toBe(1 + 2 + 2 + 1 + 1);
	const planned = await taken(run('plan', people, closing));
	const leaving = new Set(
		planned.output.filter(({ action }) => action === 'close').map(({ user_id: id }) => id),
	);
	expect(planned.requests).toBe(reported.requests + leaving.size);
	const applied = await taken(run('apply', planned.output, WIDE));
	// The lists of groups in one account, and of members in the one that somebody is added to.
	expect(applied.requests).toBeLessThanOrEqual(3 * planned.output.length + 2);
});

it('tells in a dry run what it would send, and sends nothing', async () => {
	const run = roster();
	const { people, leaver, mover } = moves();
	const plan = await run('plan', people, closing);
	const shown = await run('apply', plan, { ...WIDE, options: { dryRun: true } });
	expect(adminRequests(sandbox).every(({ method }) => method === 'GET')).toBe(true);
	const requestsFor = (address: string) =>
		shown.filter(({ email }) => email === address).map(({ requests }) => requests);
	expect(shown[0]).toMatchObject({
		dry_run: true,
		summary: expect.stringMatching(/^Would create joiner@example.com in account /) as string,
		requests: [{ method: 'POST', body: { email: 'joiner@example.com' } }],
	});
	expect(shown[0]).not.toHaveProperty('outcome');
	expect(shown[0]).not.toHaveProperty('record_hash');
	expect(requestsFor(mover.email)).toEqual([
		[expect.objectContaining({ method: 'POST' }), expect.objectContaining({ method: 'POST' })],
	]);
	expect(requestsFor(leaver.email)).toContainEqual([expect.objectContaining({ method: 'DELETE' })]);
	// Who is not created yet cannot be shown as added.
	expect(shown[1]).toMatchObject({ outcome: 'blocked' });
});

describe('called as a tool', () => {
	const tool = async (operation: string, parameters: INodeParameters) =>
		(
			await adminNode(sandbox, 'openApi').run({
				resource: 'roster',
				operation,
				organizationId: by('id', seeded(sandbox).organizationId),
				...parameters,
			})
		).map(({ json }) => json);

	it('plans and applies what it is given in JSON', async () => {
		const { people } = moves();
		const plan = await tool('plan', {
			...closing,
			peopleFrom: 'json',
			people: JSON.stringify(people),
		});
		expect(plan.length).toBeGreaterThan(3);
		const records = await tool('apply', {
			...WIDE,
			changesFrom: 'json',
			changes: JSON.stringify(plan),
		});
		expect(new Set(records.map(({ outcome }) => outcome))).toEqual(new Set(['applied']));
		const verified = await tool('verify', {
			recordsFrom: 'json',
			records: JSON.stringify(records),
		});
		expect(verified[0]).toMatchObject({ valid: true });
		const back = await tool('undo', { recordsFrom: 'json', records: JSON.stringify(records) });
		expect(back).toHaveLength(plan.length);
	});

	it('applies no plan that it made up, and takes no items that are not there', async () => {
		const { people, leaver } = moves();
		const plan = await tool('plan', {
			...closing,
			peopleFrom: 'json',
			people: JSON.stringify(people),
		});
		const forged = [{ ...plan[0], action: 'close', email: leaver.email, user_id: leaver.id }];
		await expect(
			tool('apply', { changesFrom: 'json', changes: JSON.stringify(forged) }),
		).rejects.toThrow(/Item 0 is not as the plan made it/);
		await expect(tool('plan', { peopleFrom: 'items' })).rejects.toThrow(/A tool call has no items/);
	});
});

it('says which item is wrong, and goes on where the workflow does', async () => {
	const run = roster();
	const people = [{ email: 'a@example.com', account: 'Nowhere' }];
	await expect(run('plan', people)).rejects.toThrow(
		/^Item 0: there is no account with the name "Nowhere"$/,
	);
	const [said] = await run('plan', people, {}, 'continueRegularOutput');
	expect(said).toMatchObject({
		error: expect.stringContaining('Nowhere') as string,
		details: { code: 'DOCUSIGN_NAME_NOT_FOUND' },
	});
});
