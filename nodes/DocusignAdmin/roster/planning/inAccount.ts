import type { JsonObject } from '../../../shared/http';
import { known } from '../../../shared/json';
import { guard, protection } from '../guards';
import type { Planning } from './planning';
import { addressesOf } from '../state';
import type { Change, Person } from '../types';
import { CLOSED, differences, MEMBER_FIELDS, NONE, OPEN, pick, viewOf, wantedOf } from '../view';

/** A membership that nobody can use, and that is not closed. */
const DISABLED = 'disabled';

/** What stays of an access that is taken back. */
const KEPT_CLOSED = 'Docusign keeps the closed membership, and the invitation was sent';

/** Whether an access can be taken back, which is by closing it. */
export function takingBack(person: Person, planning: Planning, user?: JsonObject) {
	const { accountId } = person;
	const addresses = [person.email, ...(user ? addressesOf(user) : [])];
	const why =
		protection(addresses, accountId, planning.settings) ??
		planning.settings.impossible?.close ??
		(user && guard({ action: 'close', user, accountId }, planning.guards));
	return why === undefined
		? { reversible: true, not_undone: KEPT_CLOSED }
		: { reversible: false, not_undone: `it cannot be closed again: ${why}` };
}

/** A change without what Docusign is asked to do. */
export const changeFor = (person: Person, planning: Planning, user?: JsonObject) => ({
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

/** Without the fields that have no value: a change is digested, and goes through n8n as JSON. */
export const finished = (change: Change): Change => known(change) as Change;

/** What somebody lacks in one account. */
export interface InAccount {
	change: Change;
	/** Whether the user is an open member there. */
	isOpen: boolean;
	membership?: JsonObject;
}

export const reasonOf = (fields: readonly string[]) => `differs: ${[...fields].sort().join(', ')}`;

/** The change of a user in one account, their name aside. */
export function inAccount(person: Person, user: JsonObject, planning: Planning): InAccount {
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
	if (view.membership_status === DISABLED) {
		const before = { membership_status: DISABLED };
		const blocked = 'the membership is disabled: Docusign Admin can enable it, and the API cannot';
		return settled(
			{ ...opened, action: 'reopen', before, reason: 'on the roster, and disabled', blocked },
			found,
		);
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
