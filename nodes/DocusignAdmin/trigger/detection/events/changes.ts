import { accessFields, type FieldChange, statusChange, userFields } from './compare';
import type { StringTable } from '../store/stringTable';
import {
	isClosed,
	type Membership,
	membershipIn,
	sameStatus,
	type UserRecord,
} from '../store/record';
import type { StreamId, UserEventName } from '../types';

/** One event in the making. */
export interface Change {
	event: UserEventName;
	/** Only for `membershipChanged`. */
	account?: StreamId;
	fields: FieldChange[];
}

export interface ChangeFacts {
	strings: StringTable;
	/** What the contract calls the user's status. */
	statusField: string;
	/** The user was there before the trigger was, and is told because the first run is to tell all. */
	existing: boolean;
	/** As far as can be seen, the user was created after the trigger's first baseline began. */
	created: boolean;
	/** Whether an event is to be told: what one of them covers need not be told by another. */
	tells: (event: UserEventName) => boolean;
	/** Whether a profile that was never read must be taken for a changed one in this account. */
	suspicious: (account: StreamId) => boolean;
}

const isActive = (status: string | undefined) => sameStatus(status, 'active');

/** Whatever the status is by now: that somebody joined is the same change when it is told again. */
const joined = ({ account }: Membership): Change => ({
	event: 'membershipChanged',
	account,
	fields: [{ field: 'membership_status', from: null, to: null, previous: null }],
});

/**
 * A user who was not known. There is one first sight of a user, so that user and event identify it:
 * told again after a crash it has the same id, also if the user has changed since.
 */
function firstSight(after: UserRecord, { existing, created, tells }: ChangeFacts): Change[] {
	const event = (name: UserEventName): Change => ({ event: name, fields: [] });
	if (existing) return [event(isClosed(after.status) ? 'userClosed' : 'userCreated')];
	const joins = after.memberships.filter(({ status }) => !isClosed(status)).map(joined);
	if (!created) return isClosed(after.status) ? [event('userClosed')] : joins;
	return [
		event('userCreated'),
		...(isActive(after.status) ? [event('userActivated')] : []),
		...(tells('userCreated') ? [] : joins),
		...(isClosed(after.status) ? [event('userClosed')] : []),
	];
}

function lifecycle(status: FieldChange[], before: UserRecord, after: UserRecord): Change[] {
	if (status.length === 0) return [];
	if (isClosed(after.status)) return [{ event: 'userClosed', fields: status }];
	if (isClosed(before.status)) return [{ event: 'userReactivated', fields: status }];
	return isActive(after.status) ? [{ event: 'userActivated', fields: status }] : [];
}

/** Whether a new membership status says no more than what is told about the user as a whole. */
function isCovered(
	was: Membership,
	now: Membership,
	told: readonly Change[],
	facts: ChangeFacts,
): boolean {
	const tells = (name: UserEventName) =>
		facts.tells(name) && told.some(({ event }) => event === name);
	if (isClosed(now.status)) return tells('userClosed');
	if (isClosed(was.status)) return tells('userReactivated');
	return isActive(now.status) && tells('userActivated');
}

function membershipChange(
	was: Membership | undefined,
	now: Membership,
	told: readonly Change[],
	facts: ChangeFacts,
): Change[] {
	const { account } = now;
	if (!was) return isClosed(now.status) ? [] : [joined(now)];
	const status = isCovered(was, now, told, facts)
		? []
		: statusChange('membership_status', was.status, now.status);
	const fields = [...status, ...accessFields(was, now, facts.strings, facts.suspicious(account))];
	return fields.length > 0 ? [{ event: 'membershipChanged', account, fields }] : [];
}

/**
 * What is to be told of a user, given what was told last and what is seen now. Several changes in
 * between are told as one step from the one to the other, see `events.ts`.
 */
export function changesOf(
	before: UserRecord | undefined,
	after: UserRecord,
	facts: ChangeFacts,
): Change[] {
	if (!before) return firstSight(after, facts);
	const status = statusChange(facts.statusField, before.status, after.status);
	const told = lifecycle(status, before, after);
	const fields = [...(told.length > 0 ? [] : status), ...userFields(before, after)];
	const updated: Change[] = fields.length > 0 ? [{ event: 'userUpdated', fields }] : [];
	const ofAccounts = after.memberships.flatMap((now) =>
		membershipChange(membershipIn(before, now.account), now, told, facts),
	);
	// The end of the story comes last.
	return isClosed(after.status)
		? [...updated, ...ofAccounts, ...told]
		: [...told, ...updated, ...ofAccounts];
}
