import fc from 'fast-check';
import type { RosterPort, Step } from '../../../../nodes/DocusignAdmin/roster/applying/carryOut';
import type { RosterRow } from '../../../../nodes/DocusignAdmin/roster/people';
import type {
	Named,
	RosterLists,
	RosterSettings,
	RosterState,
} from '../../../../nodes/DocusignAdmin/roster/types';
import type { JsonObject } from '../../../../nodes/shared/http';
import { known, objectIn, objectsIn } from '../../../../nodes/shared/json';

/** A Docusign for plans: users with their memberships, who are created, changed and closed by a plan's steps. */

export const ACCOUNTS: Named[] = ['a', 'b', 'c'].map((letter) => ({
	id: `${letter.repeat(8)}-0000-4000-8000-000000000000`,
	name: `Account ${letter.toUpperCase()}`,
}));
export const PROFILES: Named[] = [
	{ id: 10, name: 'Sender' },
	{ id: 11, name: 'Viewer' },
	{ id: 12, name: 'Administrator' },
];
const EVERYONE: Named = { id: 23, name: 'Alle', type: 'everyone_group' };
export const GROUPS: Named[] = [
	{ id: 20, name: 'Sales', type: 'custom_group' },
	{ id: 21, name: 'Legal', type: 'custom_group' },
	EVERYONE,
];
export const LISTS: RosterLists = {
	accounts: ACCOUNTS,
	permissionProfiles: new Map(ACCOUNTS.map(({ id }) => [String(id), PROFILES])),
	groups: new Map(ACCOUNTS.map(({ id }) => [String(id), GROUPS])),
};

export interface Member {
	status: string;
	profile: number;
	groups: number[];
	isAdmin: boolean;
	title: string;
}

export interface Model {
	id: string;
	email: string;
	first: string;
	last: string;
	isOrganizationAdmin: boolean;
	byScim: boolean;
	/** By account id. */
	memberships: Record<string, Member>;
}

/** What Docusign does not show in this world. */
export interface Hidden {
	profiles: boolean;
	titles: boolean;
	admins: boolean;
	/** The address of this user. */
	address?: string;
}

export const EMAILS = ['ann', 'bob', 'cat', 'dan', 'eve', 'fay'].map(
	(name) => `${name}@example.com`,
);
EMAILS.push('gus@boss.test', 'hal@deep.boss.test');

const status = fc.constantFrom('active', 'active', 'activation_sent', 'closed', 'disabled');
const member: fc.Arbitrary<Member> = fc.record({
	status,
	profile: fc.constantFrom(10, 11, 12),
	groups: fc.subarray([20, 21]),
	isAdmin: fc.boolean(),
	title: fc.constantFrom('Clerk', 'Chief'),
});
const NAMES = ['Kim', 'Lee'];
const accountIds = ACCOUNTS.map(({ id }) => String(id));

/** Users with an address of their own each. */
export const users: fc.Arbitrary<Model[]> = fc.subarray(EMAILS, { minLength: 1 }).chain((emails) =>
	fc.tuple(
		...emails.map((email, n) =>
			fc.record({
				id: fc.constant(`user-${n}`),
				email: fc.constant(email),
				first: fc.constantFrom(...NAMES),
				last: fc.constantFrom(...NAMES),
				isOrganizationAdmin: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
				byScim: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
				memberships: fc.dictionary(fc.constantFrom(...accountIds), member, { minKeys: 1 }),
			}),
		),
	),
);

export const hidden: fc.Arbitrary<Hidden> = fc.record({
	profiles: fc.boolean(),
	titles: fc.boolean(),
	admins: fc.boolean(),
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** A roster without repeats, in which each person has one name. */
export const rows: fc.Arbitrary<RosterRow[]> = fc
	.record({
		entries: fc.uniqueArray(
			fc.record({
				email: fc.constantFrom(...EMAILS),
				account: fc.constantFrom(...accountIds),
				jobTitle: maybe(fc.constantFrom('Clerk', 'Chief')),
				permissionProfile: maybe(fc.constantFrom('sender', '11')),
				groups: maybe(fc.subarray(['Sales', 'LEGAL', 'Alle'], { minLength: 1 })),
			}),
			{ minLength: 1, maxLength: 10, selector: ({ email, account }) => `${email} ${account}` },
		),
		firstNames: fc.tuple(...EMAILS.map(() => maybe(fc.constantFrom(...NAMES)))),
		lastNames: fc.tuple(...EMAILS.map(() => maybe(fc.constantFrom(...NAMES)))),
	})
	.map(({ entries, firstNames, lastNames }) =>
		entries.map((entry, item) => ({
			...entry,
			item,
			firstName: firstNames[EMAILS.indexOf(entry.email)],
			lastName: lastNames[EMAILS.indexOf(entry.email)],
		})),
	);

export const settings: fc.Arbitrary<RosterSettings> = fc.record({
	notOnRoster: fc.constantFrom('close', 'close', 'close', 'report', 'ignore'),
	protectedEmails: fc.subarray(['ANN@example.com ', 'bob@example.com']),
	protectedDomains: fc.subarray(['@Boss.test']),
	protectedAccounts: fc.subarray([accountIds[2]]),
	ownUserId: maybe(fc.constantFrom('user-0', 'user-1')),
	claimedDomains: maybe(fc.subarray(['example.com', 'boss.test'])),
});

const byId = (list: Named[], id: number): JsonObject =>
	known({ id, name: list.find((each) => each.id === id)?.name });

/** A user as `normalizedUser` shows them. */
function recordOf(user: Model, hide: Hidden): JsonObject {
	const members = Object.entries(user.memberships);
	const isClosed = members.every(([, { status: each }]) => each === 'closed');
	return known({
		id: user.id,
		email: hide.address === user.id ? undefined : user.email,
		first_name: user.first,
		last_name: user.last,
		status: isClosed ? 'closed' : 'active',
		is_organization_admin: user.isOrganizationAdmin,
		is_managed_by_scim: user.byScim,
		memberships: members.map(([account_id, each]) =>
			known({
				account_id,
				status: each.status,
				permission_profile: hide.profiles ? undefined : byId(PROFILES, each.profile),
				groups: hide.profiles ? undefined : [...each.groups, 23].map((id) => byId(GROUPS, id)),
				is_admin: hide.admins ? undefined : each.isAdmin,
				job_title: hide.titles ? undefined : each.title,
			}),
		),
	});
}

const SHOWN: Hidden = { profiles: false, titles: false, admins: false };

export class World implements RosterPort {
	/** How often somebody was invited, by address and account. */
	readonly invitations = new Map<string, number>();
	/** Called before a step is carried out, and after it. */
	meddle: (when: 'before' | 'after', step: Step) => void = () => undefined;

	readonly users: Model[];

	constructor(
		users: Model[],
		private readonly hide: Hidden = SHOWN,
	) {
		this.users = structuredClone(users);
	}

	copy = (): World => new World(this.users, this.hide);

	state = (): RosterState => ({
		users: this.users.map((user) => recordOf(user, this.hide)),
		accountsRead: accountIds,
		isWhole: true,
		everyoneGroups: [23],
	});

	now = () => new Date('2026-01-31T08:00:00Z');

	present = async () => await Promise.resolve(this.state());

	requests = async (step: Step) => await Promise.resolve([{ action: step.change.action }]);

	async send(step: Step) {
		this.meddle('before', step);
		const userId = this.carryOut(step);
		this.meddle('after', step);
		return await Promise.resolve({ userId, traceToken: 'trace' });
	}

	private carryOut({ change, user: shown, after }: Step): string {
		const { action, account_id: accountId, email } = change;
		let user = this.users.find(({ id }) => id === shown?.id);
		if (action === 'create') {
			if (user ?? this.users.some((each) => each.email === email)) throw new Error('doubled');
			user = {
				id: `user-of-${email}`,
				email,
				first: '',
				last: '',
				isOrganizationAdmin: false,
				byScim: false,
				memberships: {},
			};
			this.users.push(user);
		}
		if (!user) throw new Error('nobody');
		if (action === 'close') {
			const member = user.memberships[accountId];
			if (member.status === 'closed') throw new Error('closed twice');
			member.status = 'closed';
			return user.id;
		}
		const present = user.memberships[accountId] as Member | undefined;
		const isNew = { profile: 10, groups: [], isAdmin: false, title: '', status: '' };
		const member = present ?? isNew;
		user.memberships[accountId] = member;
		if (action !== 'update') {
			if (present && present.status !== 'closed') throw new Error('invited twice');
			member.status = 'activation_sent';
			const key = `${email} ${accountId}`;
			this.invitations.set(key, (this.invitations.get(key) ?? 0) + 1);
		}
		set(user, member, after);
		return user.id;
	}
}

function set(user: Model, member: Member, after: JsonObject): void {
	if (after.first_name !== undefined) user.first = String(after.first_name);
	if (after.last_name !== undefined) user.last = String(after.last_name);
	if (after.job_title !== undefined) member.title = String(after.job_title);
	const profile = objectIn(after.permission_profile).id;
	if (profile !== undefined) member.profile = Number(profile);
	if (after.groups !== undefined) {
		member.groups = objectsIn(after.groups)
			.map(({ id }) => Number(id))
			.sort();
	}
}
