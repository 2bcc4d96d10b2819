import type { Membership, User } from './model';

/** A user in an account. */
export interface Member {
	readonly user: User;
	readonly membership: Membership;
	/** Order of the membership, what cursors point at. */
	readonly sequence: number;
}

/** A map to lists that come into being when they are first needed. */
class Lists<T> {
	private readonly lists = new Map<string, T[]>();

	get(key: string): readonly T[] {
		return this.lists.get(key) ?? [];
	}

	add(key: string, value: T): void {
		const list = this.lists.get(key);
		if (list) list.push(value);
		else this.lists.set(key, [value]);
	}

	remove(key: string, isGone: (value: T) => boolean): void {
		const list = this.lists.get(key) ?? [];
		const index = list.findIndex(isGone);
		if (index >= 0) list.splice(index, 1);
		if (list.length === 0) this.lists.delete(key);
	}
}

/** Where users and memberships are found without looking through all of them; each list in order of creation. */
export class Indexes {
	private readonly addresses = new Lists<User>();
	private readonly organizations = new Lists<User>();
	private readonly accounts = new Lists<Member>();
	private readonly users = new Lists<Membership>();

	byAddress = (email: string): readonly User[] => this.addresses.get(email.toLowerCase());
	byOrganization = (id: string): readonly User[] => this.organizations.get(id);
	byAccount = (id: string): readonly Member[] => this.accounts.get(id);
	byUser = (id: string): readonly Membership[] => this.users.get(id);

	addUser(user: User): void {
		this.organizations.add(user.organizationId, user);
		this.addAddress(user);
	}

	removeUser(user: User): void {
		this.organizations.remove(user.organizationId, (each) => each === user);
		this.removeAddress(user);
	}

	addAddress(user: User): void {
		this.addresses.add(user.email.toLowerCase(), user);
	}

	removeAddress(user: User): void {
		this.addresses.remove(user.email.toLowerCase(), (each) => each === user);
	}

	addMembership(user: User, membership: Membership): void {
		const { accountId, sequence } = membership;
		this.accounts.add(accountId, { user, membership, sequence });
		this.users.add(user.id, membership);
	}

	removeMembership(membership: Membership): void {
		this.accounts.remove(membership.accountId, (each) => each.membership === membership);
		this.users.remove(membership.userId, (each) => each === membership);
	}
}
