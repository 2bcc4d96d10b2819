import type { JsonObject, JsonValue } from '../../shared/http';
import { known, objectsIn } from '../../shared/json';
import { canonicalId, isSameId } from '../api/ids';
import { addressKey, emailOf, emailsOf, isClosedUser } from '../api/users/userRecord';
import { isEveryone } from './names';
import type { RosterState } from './types';

const keyOf = (id: JsonValue): string => canonicalId(String(id));

/** What a record shows beside the user of the account that it names. */
const BESIDE = [
	'account_name',
	'membership_status',
	'permission_profile',
	'groups',
	'license_type',
	'is_membership_managed_by_scim',
];

/**
 * A record of `normalizedUser` with all that belongs to an account on its membership: two records of one user
 * may name two accounts.
 */
function placed(record: JsonObject, everyone: ReadonlySet<string>): JsonObject {
	const { account_id: named, ...user } = record;
	for (const field of BESIDE) delete user[field];
	if (Array.isArray(user.memberships)) {
		user.memberships = objectsIn(user.memberships).map((each) => chosenGroups(each, everyone));
	}
	if (named === undefined) return user;
	const { job_title, company_name, is_membership_managed_by_scim: is_managed_by_scim } = record;
	const beside = known({ job_title, company_name, is_managed_by_scim });
	delete user.job_title;
	delete user.company_name;
	user.memberships = objectsIn(user.memberships).map((membership) =>
		isSameId(membership.account_id, named) ? { ...membership, ...beside } : membership,
	);
	return user;
}

/** A membership without the group that everybody is in. */
function chosenGroups(membership: JsonObject, everyone: ReadonlySet<string>): JsonObject {
	if (!Array.isArray(membership.groups)) return membership;
	const groups = objectsIn(membership.groups).filter(
		(group) => !isEveryone(group) && !everyone.has(String(group.id)),
	);
	return { ...membership, groups };
}

/** Two records of one user as one; of a field that both show, the later one's value. */
function together(one: JsonObject, other: JsonObject): JsonObject {
	const memberships = new Map<string, JsonObject>();
	for (const membership of [...objectsIn(one.memberships), ...objectsIn(other.memberships)]) {
		const key = keyOf(membership.account_id);
		memberships.set(key, { ...memberships.get(key), ...membership });
	}
	return { ...one, ...other, memberships: [...memberships.values()] };
}

/** Who has an address: nobody, users, or it is not known. */
export type Holders = 'unknown' | readonly JsonObject[];

/** What is known of Docusign, to be asked by user, address and account. */
export interface StateIndex {
	readonly users: readonly JsonObject[];
	userById(id: string): JsonObject | undefined;
	holdersOf(address: string): Holders;
	/** `none`: certainly no member. `unknown`: the account's members were not all read. */
	membershipIn(user: JsonObject, accountId: string): JsonObject | 'none' | 'unknown';
}

/** Whether Docusign shows an address of a user: a name that looks like one may be that of before. */
export const showsAddress = (user: JsonObject): boolean => emailsOf(user).length > 0;

/** All addresses by which a user may be meant. */
export function addressesOf(user: JsonObject): string[] {
	const shown = emailsOf(user);
	const named = shown.length === 0 ? emailOf(user) : undefined;
	return [...new Set((named === undefined ? shown : [named]).map(addressKey))];
}

/** A state that more is found out about: what is read is put together as it comes, and indexed once. */
export interface OpenIndex extends StateIndex {
	/** More records of `normalizedUser`. */
	add(records: Iterable<JsonObject>): void;
	/** Takes note that whoever has an address is among the users. */
	noteRead(address: string): void;
}

/** Users by their addresses, and how many show none. */
class Addresses {
	private readonly holders = new Map<string, JsonObject[]>();
	private silent = 0;

	get isComplete(): boolean {
		return this.silent === 0;
	}

	of(address: string): readonly JsonObject[] | undefined {
		return this.holders.get(addressKey(address));
	}

	add(user: JsonObject): void {
		if (!showsAddress(user)) this.silent += 1;
		for (const address of addressesOf(user)) {
			const others = this.holders.get(address);
			if (others) others.push(user);
			else this.holders.set(address, [user]);
		}
	}

	remove(user: JsonObject): void {
		if (!showsAddress(user)) this.silent -= 1;
		for (const address of addressesOf(user)) {
			const others = (this.holders.get(address) ?? []).filter((each) => each !== user);
			if (others.length > 0) this.holders.set(address, others);
			else this.holders.delete(address);
		}
	}
}

/** Begins to put together what is known. What the records do not show is `unknown`, never absent. */
export function openIndex(known: Omit<RosterState, 'users'>): OpenIndex {
	const byId = new Map<string, JsonObject>();
	const everyone = new Set((known.everyoneGroups ?? []).map(String));
	const addresses = new Addresses();
	const accountsRead = new Set(known.accountsRead.map(keyOf));
	const addressesRead = new Set((known.addressesRead ?? []).map(addressKey));
	let users: JsonObject[] | undefined;
	return {
		get users() {
			return (users ??= [...byId.values()]);
		},
		add(records) {
			users = undefined;
			for (const record of records) {
				const key = keyOf(record.id);
				const present = byId.get(key);
				const found = placed(record, everyone);
				const user = present ? together(present, found) : found;
				if (present) addresses.remove(present);
				addresses.add(user);
				byId.set(key, user);
			}
		},
		noteRead: (address) => void addressesRead.add(addressKey(address)),
		userById: (id) => byId.get(keyOf(id)),
		holdersOf(address) {
			const holders = addresses.of(address);
			if (holders) return holders;
			const isRead = addressesRead.has(addressKey(address));
			return isRead || (known.isWhole && addresses.isComplete) ? [] : 'unknown';
		},
		membershipIn(user, accountId) {
			const found = objectsIn(user.memberships).find((each) =>
				isSameId(each.account_id, accountId),
			);
			return found ?? (accountsRead.has(keyOf(accountId)) ? 'none' : 'unknown');
		},
	};
}

/** Puts together all that is known. */
export function indexState({ users, ...known }: RosterState): StateIndex {
	const index = openIndex(known);
	index.add(users);
	return index;
}

/** Whom an address means. */
export type Meant =
	{ kind: 'user'; user: JsonObject } | { kind: 'nobody' } | { kind: 'unclear'; why: string };

/** The user with an address: the open one, else the closed one; never a guess among several. */
export function meantBy(index: StateIndex, address: string): Meant {
	const holders = index.holdersOf(address);
	if (holders === 'unknown') {
		return { kind: 'unclear', why: 'it is not known whether there is a user with this address' };
	}
	if (holders.length === 0) return { kind: 'nobody' };
	const open = holders.filter((user) => !isClosedUser(user));
	const [user, ...others] = open.length > 0 ? open : holders;
	if (others.length === 0) return { kind: 'user', user };
	const ids = [user, ...others].map(({ id }) => String(id)).sort();
	return { kind: 'unclear', why: `several users have this address: ${ids.join(', ')}` };
}
