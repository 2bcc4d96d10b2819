export type MembershipStatus = 'activation_sent' | 'active' | 'closed';

export interface Membership {
	status: MembershipStatus;
	profile: number;
	groups: number[];
	joinedAt: number;
}

export interface User {
	id: string;
	createdAt: number;
	modifiedAt: number;
	first_name: string;
	last_name: string;
	email: string;
	title: string;
	company: string;
	flags: { is_managed_by_scim: boolean; is_organization_admin: boolean };
	memberships: Map<string, Membership>;
	/** What is shown as the status, where it does not follow from the memberships. */
	shownStatus?: string;
}

export const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The status that follows from the memberships. */
export function statusOf({ memberships }: User): 'active' | 'created' | 'closed' {
	const statuses = [...memberships.values()].map(({ status }) => status);
	if (statuses.every((status) => status === 'closed')) return 'closed';
	return statuses.includes('active') ? 'active' : 'created';
}

/** The users of an organization as they are, and a clock that the server goes by. */
export class Directory {
	readonly users: User[] = [];
	private readonly byId = new Map<string, User>();
	/** How often anything was changed. */
	changes = 0;
	/** Epoch milliseconds. */
	now = Date.UTC(2026, 2, 2, 9, 0, 0, 250);

	constructor(readonly accounts: readonly string[]) {}

	/** A user as of now. */
	add(accounts: readonly string[], status: MembershipStatus = 'active'): User {
		const number = this.users.length + 1;
		const membership = () => ({ status, profile: 1, groups: [1], joinedAt: this.now });
		const user: User = {
			id: `0a1b2c3d-0000-4000-8000-${String(number).padStart(12, '0')}`,
			createdAt: this.now,
			modifiedAt: this.now,
			first_name: `First${number}`,
			last_name: `Last${number}`,
			email: `user${number}@example.com`,
			title: 'Clerk',
			company: 'Example',
			flags: { is_managed_by_scim: true, is_organization_admin: true },
			memberships: new Map(accounts.map((account) => [account, membership()])),
		};
		this.users.push(user);
		this.changes++;
		this.byId.set(user.id, user);
		return user;
	}

	find(id: string): User | undefined {
		return this.byId.get(id);
	}

	/** Users who have been there for long. */
	addExisting(count: number, accounts: readonly string[] = this.accounts): User[] {
		this.now -= 30 * DAY;
		const users = Array.from({ length: count }, () => this.add(accounts));
		this.now += 30 * DAY;
		return users;
	}

	/** Somebody changes a user. */
	edit(user: User, change: (user: User, directory: Directory) => void): void {
		change(user, this);
		user.modifiedAt = this.now;
		this.changes++;
	}
}

type Change = (user: User, directory: Directory) => void;

const forEach = (user: User, change: (membership: Membership) => void) =>
	[...user.memberships.values()].forEach(change);

const inAccount =
	(account: string, change: (membership: Membership) => void): Change =>
	({ memberships }) => {
		const membership = memberships.get(account);
		if (membership && membership.status !== 'closed') change(membership);
	};

/** What may be done to a user; what is done in an account is not done to a closed membership. */
export const rename =
	(first_name: string): Change =>
	(user) =>
		void Object.assign(user, { first_name });
export const changeEmail =
	(email: string): Change =>
	(user) =>
		void Object.assign(user, { email });
export const setTitle =
	(title: string): Change =>
	(user) =>
		void Object.assign(user, { title });
export const setCompany =
	(company: string): Change =>
	(user) =>
		void Object.assign(user, { company });
export const setProfile = (account: string, profile: number): Change =>
	inAccount(account, (membership) => Object.assign(membership, { profile }));
export const setGroups = (account: string, groups: number[]): Change =>
	inAccount(account, (membership) => Object.assign(membership, { groups }));
export const leave = (account: string): Change =>
	inAccount(account, (membership) => Object.assign(membership, { status: 'closed' }));
export const activate: Change = (user) =>
	forEach(user, (membership) => {
		if (membership.status === 'activation_sent') membership.status = 'active';
	});
export const close: Change = (user) =>
	forEach(user, (membership) => (membership.status = 'closed'));
export const reopen: Change = (user) =>
	forEach(user, (membership) => {
		if (membership.status === 'closed') membership.status = 'active';
	});
/** Joins an account, or opens the closed membership in it again. */
export const join =
	(account: string): Change =>
	({ memberships }, { now }) => {
		const before = memberships.get(account);
		const anew = { profile: 1, groups: [1], joinedAt: now };
		if (before?.status === 'closed') before.status = 'active';
		else if (!before) memberships.set(account, { ...anew, status: 'active' });
	};
/** Nothing changes except the time of modification. */
export const touch: Change = () => undefined;
