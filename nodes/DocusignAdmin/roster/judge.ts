import type { JsonObject } from '../../shared/http';
import { isSameAddress } from '../api/users/userRecord';
import { guard, type GuardFacts } from './guards';
import { addressesOf, meantBy, type StateIndex } from './state';
import type { Change } from './types';
import { CLOSED, isSameValue, NONE, OPEN, USER_FIELDS, viewOf } from './view';

/** What a change has come to before anything is sent. */
export type Verdict =
	/** `after`: what is still to be done of it; an interruption may have left half. */
	| { verdict: 'apply'; user?: JsonObject; after: JsonObject }
	| { verdict: 'alreadyApplied' }
	| { verdict: 'stale' | 'blocked'; why: string };

const stale = (why: string): Verdict => ({ verdict: 'stale', why });
const blocked = (why: string): Verdict => ({ verdict: 'blocked', why });

/**
 * Whether a change can be made of a user as Docusign has them now.
 *
 * - `alreadyApplied`: all is as the change wants it
 * - `stale`: something is neither as the plan found it nor as it wants it, so that somebody else changed it
 * - `blocked`: the plan says so, a guard does, or it is not known how the user stands
 *
 * @param present what is known of the user by now
 */
export function judge(change: Change, present: StateIndex, guards: GuardFacts): Verdict {
	if (change.action === 'unchanged') return { verdict: 'alreadyApplied' };
	if (change.blocked !== undefined) return blocked(change.blocked);
	if (change.action === 'close' && change.protected) return blocked('protected from being closed');
	const found = userOf(change, present);
	if ('verdict' in found) return found;
	const { user } = found;
	if (user === undefined) return { verdict: 'apply', after: change.after };
	const membership = present.membershipIn(user, change.account_id);
	if (membership === 'unknown') {
		return blocked('it is not known how the user stands in the account');
	}
	const view = viewOf(user, membership);
	const verdict = compared(change, view, user);
	if (verdict.verdict !== 'apply') return verdict;
	const touched = {
		action: change.action,
		user,
		accountId: change.account_id,
		membership: membership === NONE ? undefined : membership,
		renames:
			change.action === 'update' && USER_FIELDS.some((field) => verdict.after[field] !== undefined),
	};
	const why = guard(touched, guards);
	return why === undefined ? { ...verdict, user } : blocked(why);
}

/** The user whom a change is about; none where it is about to create them. */
function userOf(change: Change, present: StateIndex): Verdict | { user?: JsonObject } {
	if (change.user_id !== undefined) {
		const user = present.userById(change.user_id);
		if (user === undefined) return blocked('Docusign does not show the user');
		const addresses = addressesOf(user);
		if (addresses.length > 0 && !addresses.some((each) => isSameAddress(each, change.email))) {
			return stale('the user has another address now');
		}
		return { user };
	}
	const meant = meantBy(present, change.email);
	if (meant.kind === 'unclear') return blocked(meant.why);
	if (meant.kind === 'user') return { user: meant.user };
	if (change.action === 'create') return {};
	return blocked('there is no user with this address');
}

function compared(change: Change, view: JsonObject, user: JsonObject): Verdict {
	const { action, before, after } = change;
	const isAfter = (field: string) => isSameValue(field, after[field], view[field]);
	const isBefore = (field: string) => isSameValue(field, before[field], view[field]);
	const fields = Object.keys(after);
	const pending = fields.filter((field) => !isAfter(field));
	if (pending.length === 0) return { verdict: 'alreadyApplied' };
	if (action === 'create' && view.membership_status === NONE) {
		return stale('there is a user with this address by now');
	}
	if (action === 'create' || action === 'addMembership' || action === 'reopen') {
		return opening(change, view, pending);
	}
	if (action === 'update' && !isSameValue('membership_status', OPEN, view.membership_status)) {
		return stale(`the membership is ${String(view.membership_status)} by now`);
	}
	const untold = pending.filter((field) => view[field] === undefined);
	if (untold.length > 0) return blocked(`Docusign does not show: ${untold.join(', ')}`);
	// What a closed membership also was, as far as it is shown: a record of one user tells less than a list.
	const beside = Object.keys(before).filter(
		(field) => !(field in after) && view[field] !== undefined,
	);
	const foreign = [...pending, ...beside].filter((field) => !isBefore(field));
	if (foreign.length > 0) return stale(`changed since: ${foreign.join(', ')}`);
	const rest = Object.fromEntries(pending.map((field) => [field, after[field]]));
	return user.id === undefined ? blocked('the user has no ID') : { verdict: 'apply', after: rest };
}

/** A membership comes into being whole: one that is open by now and not as it was wanted is somebody else's. */
function opening({ before, after }: Change, view: JsonObject, pending: string[]): Verdict {
	const { membership_status: status } = view;
	if (status === undefined) return blocked('Docusign does not show: membership_status');
	if (isSameValue('membership_status', before.membership_status, status)) {
		return { verdict: 'apply', after };
	}
	const told = pending.filter((field) => view[field] !== undefined);
	if (status === CLOSED || status === NONE)
		return stale(`the membership is ${String(status)} by now`);
	return told.length > 0
		? stale(`changed since: ${told.join(', ')}`)
		: { verdict: 'alreadyApplied' };
}
