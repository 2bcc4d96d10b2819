import type { JsonObject } from '../../shared/http';
import { known } from '../../shared/json';
import { addressKey } from '../api/userRecord';
import { guard, protection } from './guards';
import type { Planning } from './planning';
import { addressesOf, meantBy } from './state';
import type { Change, Person } from './types';
import {
	CLOSED,
	differences,
	MEMBER_FIELDS,
	NONE,
	OPEN,
	pick,
	USER_FIELDS,
	viewOf,
	wantedOf,
} from './view';

/** What stays of an access that is taken back. */
const KEPT_CLOSED = 'Docusign keeps the closed membership, and the invitation was sent';

/** What those who are on the roster lack: one person after the other, with all of their accounts. */
export function joiningOf(planning: Planning): Change[] {
	const people = new Map<string, Person[]>();
	for (const person of planning.people) {
		const key = addressKey(person.email);
		people.set(key, [...(people.get(key) ?? []), person]);
	}
	return [...people.values()].flatMap((entries) => {
		const sorted = entries.sort((one, other) => (one.accountId < other.accountId ? -1 : 1));
		return changesOf(sorted, planning);
	});
}

/** Whether an access can be taken back, which is by closing it. */
function takingBack(person: Person, planning: Planning, user?: JsonObject) {
	const { accountId } = person;
	const addresses = [person.email, ...(user ? addressesOf(user) : [])];
	const why =
		protection(addresses, accountId, planning.settings) ??
		(user && guard({ action: 'close', user, accountId }, planning.guards));
	return why === undefined
		? { reversible: true, not_undone: KEPT_CLOSED }
		: { reversible: false, not_undone: `it cannot be closed again: ${why}` };
}

/** A change without what Docusign is asked to do. */
const changeFor = (person: Person, planning: Planning, user?: JsonObject) => ({
	email: person.email,
	user_id: user && String(user.id),
	account_id: person.accountId,
	account_name: person.accountName,
	protected: protection(
		[person.email, ...(user ? addressesOf(user) : [])],
		person.accountId,
		planning.settings,
	)
		? (true as const)
		: undefined,
});

/** @param entries one person in all accounts, in the order of the accounts */
function changesOf(entries: readonly Person[], planning: Planning): Change[] {
	const [first] = entries;
	const meant = meantBy(planning.index, first.email);
	if (meant.kind === 'user') return changesOfUser(entries, meant.user, planning);
	// A user has one name: whichever account gives it.
	const name = nameOf(entries);
	return entries.map((person, place) => {
		const isNew = place === 0;
		const after: JsonObject = { ...wantedOf(person), ...name, membership_status: OPEN };
		const change = {
			...changeFor(person, planning),
			before: { membership_status: NONE, ...(isNew && { user_status: NONE }) },
			after,
			...takingBack(person, planning),
		};
		if (meant.kind === 'unclear') {
			const reason = 'on the roster';
			return finished({ ...change, action: 'addMembership', reason, blocked: meant.why });
		}
		const lacks = USER_FIELDS.filter((field) => after[field] === undefined);
		const nameless = `a new user needs a name, and the roster gives no ${lacks.join(' and no ')}`;
		return finished({
			...change,
			action: isNew ? 'create' : 'addMembership',
			reason: isNew ? 'on the roster, and no user' : 'on the roster, and new in this account too',
			blocked:
				lacks.length > 0
					? nameless
					: planning.settings.impossible?.[isNew ? 'create' : 'addMembership'],
		});
	});
}

/** Without the fields that have no value: a change is digested, and goes through n8n as JSON. */
const finished = (change: Change): Change => known(change) as Change;

/** The name that a person has in all accounts: whichever entry gives it. */
const nameOf = (entries: readonly Person[]): JsonObject =>
	Object.assign({}, ...entries.map((entry) => pick(wantedOf(entry), USER_FIELDS))) as JsonObject;

function changesOfUser(entries: readonly Person[], user: JsonObject, planning: Planning): Change[] {
	const name = nameOf(entries);
	const inAccounts = entries.map((person) => inAccount(person, user, planning));
	const changes = inAccounts.map(({ change }) => change);
	const view = viewOf(user, NONE);
	const { differing } = differences(name, view, USER_FIELDS);
	if (differing.length === 0) return changes;
	const at = placeOfName(inAccounts);
	const { accountId } = entries[at];
	const renaming: Change = {
		...changeFor(entries[at], planning, user),
		action: 'update',
		before: pick(view, differing),
		after: pick(name, differing),
		reason: reasonOf(differing),
		reversible: true,
	};
	const { membership, isOpen, change } = inAccounts[at];
	const touched = { action: 'update', user, accountId, membership, renames: true } as const;
	// A name can follow an opening only where there is one.
	const blocked = guard(touched, planning.guards) ?? (isOpen ? undefined : change.blocked);
	// What holds the name back does not hold back the rest, nor the rest the name.
	const isOne = isOpen && blocked === undefined && change.blocked === undefined;
	if (!isOne) return [...changes, finished({ ...renaming, blocked })];
	const before = { ...changes[at].before, ...renaming.before };
	const after = { ...changes[at].after, ...renaming.after };
	return changes.with(
		at,
		finished({ ...renaming, before, after, reason: reasonOf(Object.keys(after)) }),
	);
}

/** The account with whose change a name goes: an open membership that may change, else the nearest to that. */
function placeOfName(inAccounts: readonly InAccount[]): number {
	const isFree = ({ change }: InAccount) => change.blocked === undefined;
	const isOpen = (each: InAccount) => each.isOpen;
	const places = [(each: InAccount) => isOpen(each) && isFree(each), isOpen, isFree]
		.map((fits) => inAccounts.findIndex(fits))
		.filter((place) => place >= 0);
	return places[0] ?? 0;
}

interface InAccount {
	change: Change;
	/** Whether the user is an open member there. */
	isOpen: boolean;
	membership?: JsonObject;
}

const reasonOf = (fields: readonly string[]) => `differs: ${[...fields].sort().join(', ')}`;

/** The change of a user in one account, their name aside. */
function inAccount(person: Person, user: JsonObject, planning: Planning): InAccount {
	const { accountId } = person;
	const found = planning.index.membershipIn(user, accountId);
	const wanted = wantedOf(person);
	const after = pick(wanted, MEMBER_FIELDS);
	const base = { ...changeFor(person, planning, user), after, reversible: true };
	const opened = {
		...base,
		...takingBack(person, planning, user),
		after: { ...after, membership_status: OPEN },
	};
	const settled = (change: Change, membership?: JsonObject, isOpen = false) => {
		const moves = isOpen && change.after.permission_profile !== undefined;
		const touched = { action: change.action, user, accountId, membership, moves };
		const why = change.action === 'unchanged' ? undefined : guard(touched, planning.guards);
		const blocked = why ?? change.blocked;
		return { change: finished({ ...change, blocked }), isOpen, membership };
	};
	if (typeof found === 'string') {
		return settled({
			...opened,
			action: 'addMembership',
			before: { membership_status: NONE },
			reason: 'on the roster, and no member of the account',
			blocked:
				found === 'unknown'
					? 'it is not known whether the user is a member of the account'
					: undefined,
		});
	}
	const view = viewOf(user, found);
	if (view.membership_status === undefined) {
		const blocked = 'Docusign does not show whether the membership is open';
		return settled({ ...opened, action: 'reopen', before: {}, reason: 'on the roster', blocked });
	}
	if (view.membership_status === CLOSED) {
		const before = { membership_status: CLOSED };
		return settled(
			{ ...opened, action: 'reopen', before, reason: 'on the roster, and closed' },
			found,
		);
	}
	const { differing, unknown } = differences(after, view, MEMBER_FIELDS);
	if (differing.length > 0) {
		return settled(
			{
				...base,
				action: 'update',
				before: pick(view, differing),
				after: pick(after, differing),
				reason: reasonOf(differing),
			},
			found,
			true,
		);
	}
	const untold = `as the roster wants it; Docusign does not show: ${unknown.join(', ')}`;
	return settled(
		{
			...base,
			action: 'unchanged',
			before: {},
			after: {},
			reason: unknown.length > 0 ? untold : 'as the roster wants it',
		},
		found,
		true,
	);
}
