import fc from 'fast-check';

import type { ContractName } from '../../../../../nodes/DocusignAdmin/api/contract';
import type { Shape } from './answers';
import * as to from './directory';
import type { Directory, MembershipStatus, User } from './directory';

/** Who, where and to what is taken modulo what there is. */
export interface Edit {
	what: (typeof EDITS)[number];
	user: number;
	account: number;
	value: number;
}

/** The request of a poll that fails, and with what. */
export interface Fault {
	at: number;
	status: number;
	/** All after it fail as well. */
	lasts: boolean;
}

export interface Round {
	edits: Edit[];
	/** Optional fields that answers leave out for now. */
	without: string[];
	/** A list has a record without an id. */
	hasStranger: boolean;
	/** While lists are read: before which request, and what. */
	meanwhile?: { at: number; edit: Edit };
	/** The first polls, which may have faults; after them nothing fails until all is told. */
	polls: Array<Fault | undefined>;
	/** n8n dies after these polls. */
	restarts: boolean;
}

export interface World {
	accounts: number;
	existing: Array<{ accounts: number; status: MembershipStatus }>;
	/** The first two of them have one address. */
	sharesAddress?: boolean;
	titles: Shape['titles'];
	pageSize: number;
	maxEventsPerPoll: number;
	minutesApart: number;
	salt: number;
	rounds: Round[];
}

const EDITS = [
	...['add', 'rename', 'changeEmail', 'setTitle', 'setCompany', 'setProfile', 'setGroups'],
	...['join', 'leave', 'close', 'reopen', 'activate', 'touch'],
] as const;

const MOST_USERS = 8;

const edit: fc.Arbitrary<Edit> = fc.record({
	what: fc.constantFrom(...EDITS),
	user: fc.nat({ max: MOST_USERS - 1 }),
	account: fc.nat({ max: 6 }),
	value: fc.nat({ max: 3 }),
});

const fault: fc.Arbitrary<Fault> = fc.record({
	at: fc.nat({ max: 9 }),
	status: fc.constantFrom(400, 403, 500, 429),
	lasts: fc.boolean(),
});

const round = (troubled: boolean): fc.Arbitrary<Round> =>
	fc.record({
		edits: fc.array(edit, { minLength: 1, maxLength: 6 }),
		without: fc.subarray(['is_managed_by_scim', 'is_organization_admin']),
		hasStranger: troubled ? fc.boolean() : fc.constant(false),
		meanwhile: troubled
			? fc.option(fc.record({ at: fc.nat({ max: 6 }), edit }), { nil: undefined })
			: fc.constant(undefined),
		polls: troubled
			? fc.array(fc.option(fault, { nil: undefined }), { maxLength: 3 })
			: fc.constant([]),
		restarts: fc.boolean(),
	});

/** @param troubled whether requests fail, and users change while lists are read */
export const worlds = (contract: ContractName, troubled: boolean): fc.Arbitrary<World> =>
	fc.record({
		accounts: fc.integer({ min: 2, max: 3 }),
		existing: fc.array(
			fc.record({
				accounts: fc.integer({ min: 1, max: 7 }),
				status: fc.constantFrom('active', 'active', 'activation_sent', 'closed'),
			}),
			{ minLength: 1, maxLength: 5 },
		),
		sharesAddress: fc.boolean(),
		titles:
			contract === 'cursor'
				? fc.constantFrom(undefined, 'accounts', 'organization', 'both')
				: fc.constant(undefined),
		pageSize: fc.integer({ min: 1, max: 3 }),
		maxEventsPerPoll: fc.constantFrom(1, 3, 500),
		minutesApart: fc.constantFrom(1, 15),
		salt: fc.nat(),
		rounds: fc.array(round(troubled), { minLength: 1, maxLength: 4 }),
	});

/** Some of the accounts, as the bits of a number from 1 on; at least one. */
export function accountsIn({ accounts }: Directory, bits: number): string[] {
	const some = accounts.filter((_, index) => bits & (1 << index));
	return some.length > 0 ? some : accounts.slice(0, 1);
}

const CHANGES: Record<
	string,
	(account: string, value: number) => Parameters<Directory['edit']>[1]
> = {
	rename: (_, value) => to.rename(`Name${value}`),
	changeEmail: (_, value) => to.changeEmail(`address${value}@example.com`),
	setTitle: (_, value) => to.setTitle(`Title ${value}`),
	setCompany: (_, value) => to.setCompany(`Company ${value}`),
	setProfile: (account, value) => to.setProfile(account, 1 + value),
	setGroups: (account, value) => to.setGroups(account, [[1], [2], [1, 2], [3, 2, 1]][value]),
	join: to.join,
	leave: to.leave,
	close: () => to.close,
	reopen: () => to.reopen,
	activate: () => to.activate,
	touch: () => to.touch,
};

/** Carries out an edit. @returns whom it was about, unless it was about one of `spared` */
export function apply(
	directory: Directory,
	{ what, user, account, value }: Edit,
	spared: ReadonlySet<User> = new Set(),
): User | undefined {
	const { users, accounts } = directory;
	if (what === 'add') {
		if (users.length >= MOST_USERS) return undefined;
		return directory.add(accountsIn(directory, account), value < 2 ? 'activation_sent' : 'active');
	}
	const chosen = users[user % users.length];
	if (spared.has(chosen)) return undefined;
	directory.edit(chosen, CHANGES[what](accounts[account % accounts.length], value));
	return chosen;
}
