import type { JsonObject } from '../../../shared/http';
import { addressKey } from '../../api/users/userRecord';
import { guard } from '../guards';
import { changeFor, finished, inAccount, reasonOf, takingBack, type InAccount } from './inAccount';
import type { Planning } from './planning';
import { meantBy } from '../state';
import type { Change, Person } from '../types';
import { differences, NONE, OPEN, pick, USER_FIELDS, viewOf, wantedOf } from '../view';

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
