import { readRoster } from '../../../../../nodes/DocusignAdmin/roster/people';
import { resolvePeople } from '../../../../../nodes/DocusignAdmin/roster/resolve';
import { indexState } from '../../../../../nodes/DocusignAdmin/roster/state';
import { planRoster } from '../../../../../nodes/DocusignAdmin/roster/planning/plan';
import {
	mayAdminister,
	usersToRead,
} from '../../../../../nodes/DocusignAdmin/roster/planning/reading';
import { isSameValue } from '../../../../../nodes/DocusignAdmin/roster/view';
import type { RosterSettings, RosterState } from '../../../../../nodes/DocusignAdmin/roster/types';
import type { JsonObject } from '../../../../../nodes/shared/http';
import { ACCOUNTS, LISTS } from '../world';

const [A, B] = ACCOUNTS.map(({ id }) => String(id));
const ann = { email: 'ann@example.com', account: 'Account A' };

const member = (account_id: string, more: JsonObject = {}): JsonObject => ({
	account_id,
	status: 'active',
	permission_profile: { id: 10, name: 'Sender' },
	groups: [{ id: 20, name: 'Sales' }],
	...more,
});
const user = (more: JsonObject = {}): JsonObject => ({
	id: 'u-ann',
	email: 'Ann@example.com',
	first_name: 'Ann',
	last_name: 'Lee',
	status: 'active',
	memberships: [member(A)],
	...more,
});

function plan(
	records: JsonObject[],
	users: JsonObject[],
	settings: Partial<RosterSettings> = {},
	state: Partial<RosterState> = {},
) {
	return planRoster({
		people: resolvePeople(readRoster(records), LISTS),
		index: indexState({
			users,
			accountsRead: [A, B, String(ACCOUNTS[2].id)],
			isWhole: true,
			...state,
		}),
		accounts: ACCOUNTS,
		settings: { notOnRoster: 'close', ...settings },
		includeUnchanged: true,
	});
}

describe('what is not known is neither empty nor absent', () => {
	const unseen = { isWhole: false };

	it('nobody is created who may be there', () => {
		const people = [{ ...ann, firstName: 'Ann', lastName: 'Lee' }];
		expect(plan(people, [], {}, unseen)[0]).toMatchObject({
			blocked: 'it is not known whether there is a user with this address',
		});
		expect(plan(people, [], {}, unseen)[0].action).not.toBe('create');
		// Somebody's address is not shown.
		const [blocked] = plan(people, [{ id: 'u-x', status: 'closed' }]);
		expect(blocked.blocked).toMatch(/not known/);
		const asked = plan(people, [], {}, { ...unseen, addressesRead: ['ANN@example.com'] });
		expect(asked[0]).toMatchObject({ action: 'create' });
		expect(asked[0].blocked).toBeUndefined();
	});

	it('nobody is added to an account whose members were not read', () => {
		const [item] = plan(
			[{ ...ann, account: B }],
			[user()],
			{ notOnRoster: 'ignore' },
			{ accountsRead: [A] },
		);
		expect(item).toMatchObject({
			action: 'addMembership',
			blocked: 'it is not known whether the user is a member of the account',
		});
	});

	it('a value that is not shown is no difference, and is named', () => {
		const shown = user({ memberships: [{ account_id: A, status: 'active' }] });
		const [item] = plan(
			[{ ...ann, permissionProfile: 'Viewer', groups: 'Legal', jobTitle: 'Chief' }],
			[shown],
		);
		expect(item).toMatchObject({
			action: 'unchanged',
			reason: expect.stringContaining('permission_profile, groups, job_title') as string,
		});
	});

	it('nobody is closed whose address or status is not shown', () => {
		const [noAddress] = plan([ann], [user(), user({ id: 'u-x', email: undefined })]);
		expect(noAddress).toMatchObject({
			action: 'close',
			blocked: expect.stringContaining('may be on the roster') as string,
		});
		const [noStatus] = plan(
			[ann],
			[
				user(),
				user({ id: 'u-b', email: 'b@x.test', memberships: [member(A, { status: undefined })] }),
			],
		);
		expect(noStatus.blocked).toMatch(/whether the membership is open/);
	});

	it('a membership of which it is not shown what it was is not said to be reversible', () => {
		const leaver = user({ email: 'b@x.test', memberships: [{ account_id: A, status: 'active' }] });
		const [item] = plan([{ ...ann, firstName: 'A', lastName: 'L' }], [leaver]).filter(
			({ action }) => action === 'close',
		);
		expect(item).toMatchObject({
			reversible: false,
			not_undone: expect.stringContaining('permission_profile, groups') as string,
		});
	});

	it('what the connection cannot take back is not said to be reversible', () => {
		const leaver = user({ id: 'u-b', email: 'b@x.test' });
		const joiner = { ...ann, firstName: 'Ann', lastName: 'Lee' };
		const told = (impossible: RosterSettings['impossible']) =>
			plan([joiner], [leaver], { impossible }).map(({ action, reversible, not_undone: why }) => [
				action,
				reversible,
				why,
			]);
		expect(told({ close: 'no user' })).toEqual([
			['create', false, 'it cannot be closed again: no user'],
			['close', true, 'Docusign sends the user a new invitation'],
		]);
		expect(told({ reopen: 'no such call' })).toEqual([
			['create', true, expect.stringMatching(/keeps the closed membership/)],
			['close', false, 'no such call'],
		]);
	});
});

describe('a plan', () => {
	it('finds a user by an address of a membership, and opens what is closed', () => {
		const closed = user({
			email: undefined,
			memberships: [member(A, { status: 'closed', email: 'ann@example.com' })],
		});
		expect(plan([ann], [closed])).toEqual([
			expect.objectContaining({
				action: 'reopen',
				user_id: 'u-ann',
				before: { membership_status: 'closed' },
				after: { membership_status: 'open' },
			}),
		]);
	});

	it('takes the open one of two users with one address, and neither of two open ones', () => {
		const other = user({ id: 'u-other' });
		const closed = { ...other, status: 'closed', memberships: [member(A, { status: 'closed' })] };
		expect(plan([ann], [user(), closed])[0]).toMatchObject({
			action: 'unchanged',
			user_id: 'u-ann',
		});
		const both = plan([ann], [user(), other]);
		expect(both).toHaveLength(1);
		expect(both[0].blocked).toBe('several users have this address: u-ann, u-other');
	});

	it('closes neither of two namesakes while the roster has their address in another account', () => {
		const other = user({ id: 'u-other', memberships: [member(B)] });
		const closing = (people: JsonObject[], second: JsonObject) =>
			plan(people, [user(), second]).filter(({ action }) => action === 'close');
		const held = closing([ann], other);
		expect(held.map(({ user_id, account_id: id, blocked }) => [user_id, id, blocked])).toEqual([
			['u-other', B, 'several users have this address: u-ann, u-other, and it is on the roster'],
		]);
		const closed = { ...other, status: 'closed' };
		expect(closing([ann], closed).map(({ blocked }) => blocked)).toEqual([undefined]);
		const nobody = { ...ann, email: 'new@example.com', firstName: 'N', lastName: 'W' };
		expect(closing([nobody], other).map(({ blocked }) => blocked)).toEqual([undefined, undefined]);
	});

	it('puts records of one user from several lists together', () => {
		const inA = { id: 'U', email: 'ann@example.com', account_id: A, membership_status: 'active' };
		const lists = [
			{ ...inA, memberships: [{ account_id: A, status: 'active' }] },
			{
				...inA,
				account_id: B,
				memberships: [{ account_id: B, status: 'closed' }],
				job_title: 'Clerk',
			},
		];
		const items = plan([ann, { ...ann, account: B }], lists);
		expect(items.map(({ action, account_id }) => [action, account_id])).toEqual([
			['reopen', B],
			['unchanged', A],
		]);
	});

	it('tells what differs, and compares names of profiles where there is no id', () => {
		const shown = user({
			memberships: [
				member(A, { permission_profile: { name: 'sender' }, groups: [{ name: 'Everyone' }] }),
			],
		});
		const [item] = plan(
			[{ ...ann, permissionProfile: 'Sender', groups: 'Legal', lastName: 'Li' }],
			[shown],
		);
		expect(item).toMatchObject({
			action: 'update',
			before: { groups: [], last_name: 'Lee' },
			after: { groups: [{ id: 21, name: 'Legal' }], last_name: 'Li' },
			reason: 'differs: groups, last_name',
		});
	});

	it('finds a user, and no difference, however letters are composed', () => {
		const [one, other] = ['J\u00fcrgen', 'Ju\u0308rgen'];
		const record = user({
			email: `${one}@m\u00fcller.example`,
			first_name: one,
			memberships: [{ ...member(A), job_title: `${one}s Clerk` }],
		});
		const items = plan(
			[
				{
					...ann,
					email: `${other}@mu\u0308ller.example`,
					firstName: other,
					lastName: 'Lee',
					jobTitle: `${other}s Clerk`,
				},
			],
			[record],
		);
		expect(items.map(({ action, user_id }) => [action, user_id])).toEqual([['unchanged', 'u-ann']]);
	});

	it('creates a new user once, and adds the other accounts', () => {
		const person = { ...ann, firstName: 'Ann' };
		const items = plan([{ ...person, account: B, lastName: 'Lee' }, person], []);
		expect(items.map(({ action, account_id }) => [action, account_id])).toEqual([
			['create', A],
			['addMembership', B],
		]);
		expect(items[1].after).toMatchObject({ first_name: 'Ann', last_name: 'Lee' });
		expect(plan([ann], [])[0].blocked).toBe(
			'a new user needs a name, and the roster gives no first_name and no last_name',
		);
	});

	it('carries its id and its counts on every item, and the id stands for the content', () => {
		const users = [user(), user({ id: 'u-bob', email: 'bob@x.test' })];
		const items = plan([ann], users);
		expect(items.map(({ action }) => action)).toEqual(['close', 'unchanged']);
		expect(items[0].plan_counts).toEqual({
			create: 0,
			addMembership: 0,
			reopen: 0,
			update: 0,
			close: 1,
			unchanged: 1,
			blocked: 0,
			members: 2,
		});
		expect(new Set(items.map(({ plan_id }) => plan_id)).size).toBe(1);
		expect(plan([ann], users)[0].plan_id).toBe(items[0].plan_id);
		expect(plan([ann], [user(), user({ id: 'u-eve', email: 'bob@x.test' })])[0].plan_id).not.toBe(
			items[0].plan_id,
		);
	});
});

describe('users who are not on the roster', () => {
	const users = [user(), user({ id: 'u-bob', email: 'bob@x.test' })];
	const bob = (settings: Partial<RosterSettings>, more: JsonObject = {}) =>
		plan([ann], [users[0], { ...users[1], ...more }], settings).find(
			({ user_id }) => user_id === 'u-bob',
		);

	it('are reported, closed or ignored', () => {
		expect(bob({ notOnRoster: 'report' })?.blocked).toMatch(/^only reported/);
		expect(bob({ notOnRoster: 'close' })).toMatchObject({ action: 'close', reversible: true });
		expect(bob({ notOnRoster: 'close' })?.blocked).toBeUndefined();
		expect(bob({ notOnRoster: 'ignore' })).toBeUndefined();
	});

	it('stay where their address, a domain above it, or the account is protected', () => {
		expect(bob({ protectedEmails: [' BOB@x.test'] })?.blocked).toMatch(/address bob@x.test/);
		expect(bob({ protectedDomains: ['@X.test'] })?.blocked).toMatch(/domain x.test/);
		expect(bob({ protectedDomains: ['test'] })?.blocked).toMatch(/domain test/);
		expect(bob({ protectedDomains: ['y.test', '.test'] })?.blocked).toBeUndefined();
		expect(bob({ protectedAccounts: [A.toUpperCase()] })?.blocked).toMatch(/account/);
		// Any of the addresses counts.
		const memberships = [member(A, { email: 'bob@boss.test' })];
		expect(bob({ protectedEmails: ['bob@boss.test'] }, { memberships })?.blocked).toMatch(/boss/);
	});

	it.each<[string, JsonObject, RegExp]>([
		[
			'an administrator of the organization',
			{ is_organization_admin: true },
			/administrator of the org/,
		],
		['managed by SCIM', { is_managed_by_scim: true }, /SCIM/],
		['the last administrator', { memberships: [member(A, { is_admin: true })] }, /administrat/],
	])('stay where they are %s', (_name, more, said) => {
		expect(bob({}, more)?.blocked).toMatch(said);
	});

	it('stay where they are the credential’s own', () => {
		expect(bob({ ownUserId: 'u-bob' })?.blocked).toMatch(/own user/);
	});

	it('go as administrators where another certainly stays', () => {
		const admin = [member(A, { is_admin: true })];
		const stays = (memberships: JsonObject[]) =>
			plan(
				[ann],
				[user({ memberships }), user({ id: 'u-bob', email: 'bob@x.test', memberships: admin })],
			).find(({ user_id }) => user_id === 'u-bob')?.blocked;
		expect(stays(admin)).toBeUndefined();
		expect(stays([member(A, { is_admin: false })])).toMatch(/last administrator/);
		expect(stays([member(A)])).toMatch(/not known whether another/);
		expect(stays([member(A, { is_admin: true, status: 'activation_sent' })])).toMatch(/last/);
		expect(stays([member(B, { is_admin: true }), member(A, { is_admin: false })])).toMatch(/last/);
	});

	it('of another organization’s account are none of the roster’s business', () => {
		expect(bob({}, { memberships: [member(A, { is_external: true })] })).toBeUndefined();
		expect(
			bob({}, { memberships: [member('dddddddd-0000-4000-8000-000000000000')] }),
		).toBeUndefined();
	});
});

it('a name that may not change holds nothing else back', () => {
	const items = plan([{ ...ann, firstName: 'Anna', permissionProfile: 'Viewer' }], [user()], {
		claimedDomains: ['other.test'],
	});
	expect(items.map(({ after, blocked }) => [Object.keys(after), blocked === undefined])).toEqual([
		[['first_name'], false],
		[['permission_profile'], true],
	]);
});

it('nobody is moved from the last administrator’s profile, unless another certainly stays', () => {
	const move = [{ ...ann, permissionProfile: 'Viewer' }];
	const admin = { memberships: [member(A, { is_admin: true })] };
	const other = user({ id: 'u-bob', email: 'bob@x.test', ...admin });
	const ignore = { notOnRoster: 'ignore' } as const;
	expect(plan(move, [user(admin)], ignore)[0].blocked).toMatch(/last administrator/);
	expect(plan(move, [user(admin), other], ignore)[0].blocked).toBeUndefined();
	// The other one goes with the same plan.
	expect(plan(move, [user(admin), other]).map(({ blocked }) => blocked)).toEqual([
		expect.stringContaining('last administrator'),
		expect.stringContaining('last administrator'),
	]);
	// Another field than the profile takes nothing away.
	expect(plan([{ ...ann, groups: 'Legal' }], [user(admin)], ignore)[0].blocked).toBeUndefined();
});

it('who is disabled is not taken for somebody who has access', () => {
	const disabled = user({ memberships: [member(A, { status: 'disabled' })] });
	expect(plan([ann], [disabled])).toEqual([
		expect.objectContaining({
			action: 'reopen',
			blocked: expect.stringContaining('disabled') as string,
		}),
	]);
});

it('a name changes although the change of an account beside it is blocked', () => {
	const admin = user({
		memberships: [member(A, { is_admin: true }), member(B, { status: 'closed' })],
	});
	const people = [
		{ ...ann, permissionProfile: 'Viewer', firstName: 'Anna' },
		{ ...ann, account: B },
	];
	const items = plan(people, [admin], { notOnRoster: 'ignore' });
	expect(
		items.map(({ action, after, blocked }) => [
			action,
			Object.keys(after)[0],
			blocked === undefined,
		]),
	).toEqual([
		['reopen', 'membership_status', true],
		['update', 'first_name', true],
		['update', 'permission_profile', false],
	]);
});

it('groups are the same where each is in the other list', () => {
	const [sales, legal] = [{ id: 20 }, { id: 21 }];
	expect(isSameValue('groups', [sales, legal], [legal, sales])).toBe(true);
	expect(isSameValue('groups', [sales, sales], [sales, legal])).toBe(false);
	expect(isSameValue('groups', [sales, legal], [sales, sales])).toBe(false);
	expect(isSameValue('groups', [{ name: 'SALES' }], [{ id: 20, name: 'sales' }])).toBe(true);
	expect(isSameValue('groups', [], [sales])).toBe(false);
});

describe('what has to be read', () => {
	const input = (
		records: JsonObject[],
		users: JsonObject[],
		settings: Partial<RosterSettings> = {},
	) => ({
		people: resolvePeople(readRoster(records), LISTS),
		index: indexState({ users, accountsRead: [A, B], isWhole: true }),
		accounts: ACCOUNTS,
		settings: { notOnRoster: 'close' as const, ...settings },
	});
	const listed = (id: string, email: string | undefined, more: JsonObject = {}): JsonObject => ({
		id,
		email,
		first_name: 'Kim',
		last_name: 'Lee',
		status: 'active',
		memberships: [{ account_id: A, status: 'active', ...more }],
	});

	it('are those who would go and whose user name alone looks like an address', () => {
		const full = { permission_profile: { id: 10 }, groups: [] };
		const named = (id: string, name: string) => ({
			...listed(id, undefined, full),
			user_name: name,
		});
		const users = [named('u-ann', 'ann@example.com'), named('u-gus', 'gus@example.com')];
		expect(usersToRead(input([ann], users), true)).toEqual(['u-gus']);
		expect(usersToRead(input([ann], users, { notOnRoster: 'report' }), true)).toEqual([]);
		const [gus] = plan([ann], users).filter(({ user_id }) => user_id === 'u-gus');
		expect(gus.blocked).toMatch(/does not show the address, so it may be on the roster/);
	});

	it('are those who could differ, those who would go, and those without an address', () => {
		const users = [
			listed('u-ann', 'ann@example.com'),
			listed('u-bob', 'bob@example.com'),
			listed('u-cat', 'cat@example.com'),
			listed('u-dan', 'dan@example.com', { status: 'closed' }),
			listed('u-eve', undefined),
			listed('u-fay', 'fay@example.com', { permission_profile: { id: 10 }, groups: [] }),
		];
		const people = [
			{ ...ann, permissionProfile: 'Viewer' },
			{ email: 'bob@example.com', account: A, firstName: 'Bo' },
		];
		expect(usersToRead(input(people, users), false).sort()).toEqual([
			'u-ann',
			'u-cat',
			'u-eve',
			'u-fay',
		]);
		const protects = { protectedEmails: ['cat@example.com', 'fay@example.com'] };
		expect(usersToRead(input(people, users, protects), false).sort()).toEqual(['u-ann', 'u-eve']);
		expect(usersToRead(input(people, users, { notOnRoster: 'report' }), false).sort()).toEqual([
			'u-ann',
			'u-eve',
		]);
		expect(usersToRead(input(people, users), true).sort()).toEqual(['u-ann', 'u-eve']);
	});

	it('are members who may administer an account from which an administrator goes', () => {
		const users = [
			listed('u-ann', 'ann@example.com'),
			listed('u-bob', 'bob@example.com', { is_admin: true }),
			listed('u-cat', 'cat@example.com', { is_admin: false }),
		];
		const stay = [ann, { ...ann, email: 'cat@example.com' }];
		expect(mayAdminister(input(stay, users))).toEqual(['u-ann']);
		expect(mayAdminister(input([...stay, { ...ann, email: 'bob@example.com' }], users))).toEqual(
			[],
		);
	});
});
