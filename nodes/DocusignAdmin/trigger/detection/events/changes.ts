import { accessFields, type FieldChange, statusChange, userFields } from './compare';
import type { PollParts } from '../context';
import { createdOn, type Observed } from '../reading/observation';
import {
	isClosed,
	type Membership,
	membershipIn,
	sameStatus,
	UNSEEN_STATUS,
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
function firstSight(
	after: UserRecord,
	observations: readonly Observed[],
	parts: PollParts,
): Change[] {
	const event = (name: UserEventName): Change => ({ event: name, fields: [] });
	if (parts.existing) return [event(isClosed(after.status) ? 'userClosed' : 'userCreated')];
	const joins = after.memberships.filter(({ status }) => !isClosed(status)).map(joined);
	const created = observations.map(createdOn).find((time) => time !== undefined);
	if (!parts.isNew(created)) return isClosed(after.status) ? [event('userClosed')] : joins;
	return [
		event('userCreated'),
		...(isActive(after.status) ? [event('userActivated')] : []),
		...(parts.tells('userCreated') ? [] : joins),
		...(isClosed(after.status) ? [event('userClosed')] : []),
	];
}

/**
 * Whoever has an open membership is not closed, also where no list has shown the user's status yet. Of
 * who was told as created without a status, being active or closed is still to be told.
 */
function userStatus(field: string, before: UserRecord, after: UserRecord): FieldChange[] {
	if (before.status === UNSEEN_STATUS) {
		const isNews = isActive(after.status) || isClosed(after.status);
		return isNews ? [{ field, from: 'unseen', to: after.status?.toLowerCase() }] : [];
	}
	const wasOpen = before.memberships.some(({ status }) => !isClosed(status));
	return before.status === undefined && wasOpen && isClosed(after.status)
		? [{ field, from: 'open', to: 'closed' }]
		: statusChange(field, before.status, after.status);
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
	parts: PollParts,
): boolean {
	const tells = (name: UserEventName) =>
		parts.tells(name) && told.some(({ event }) => event === name);
	if (isClosed(now.status)) return tells('userClosed');
	if (isClosed(was.status)) return tells('userReactivated');
	return isActive(now.status) && tells('userActivated');
}

/**
 * What is to be told of a user, given what was told last and what is seen now. Several changes in
 * between are told as one step from the one to the other, see `events.ts`; an event that is not to be
 * told covers no other.
 *
 * @param observations what this poll saw of the user
 * @param suspicious whether a profile that was never read must be taken for a changed one in an account
 */
export function changesOf(
	before: UserRecord | undefined,
	after: UserRecord,
	observations: readonly Observed[],
	parts: PollParts,
	suspicious: (account: StreamId) => boolean,
): Change[] {
	if (!before) return firstSight(after, observations, parts);
	const status = userStatus(parts.statusField, before, after);
	const told = lifecycle(status, before, after);
	const fields = [...(told.length > 0 ? [] : status), ...userFields(before, after)];
	const updated: Change[] = fields.length > 0 ? [{ event: 'userUpdated', fields }] : [];
	const ofAccounts = after.memberships.flatMap((now): Change[] => {
		const { account } = now;
		const was = membershipIn(before, account);
		if (!was) return isClosed(now.status) ? [] : [joined(now)];
		const changed = [
			...(isCovered(was, now, told, parts)
				? []
				: statusChange('membership_status', was.status, now.status)),
			...accessFields(was, now, parts.strings, suspicious(account)),
		];
		return changed.length > 0 ? [{ event: 'membershipChanged', account, fields: changed }] : [];
	});
	// The end of the story comes last.
	return isClosed(after.status)
		? [...updated, ...ofAccounts, ...told]
		: [...told, ...updated, ...ofAccounts];
}

/**
 * The user as it was told: what items show is known from then on, also where the shortest lists show
 * it, and that no answer has shown the status of who was created is noted.
 *
 * @param existing the users who were there before are told, of whom being active is no news
 */
export function asTold(
	after: UserRecord,
	told: readonly Change[],
	observations: readonly Observed[],
	existing: boolean,
): UserRecord {
	const isCreated = !existing && told.some(({ event }) => event === 'userCreated');
	const texts = observations.reduce(
		(known, { names }) => known.map((text, index) => text ?? names[index]),
		after.texts,
	);
	return {
		...after,
		texts,
		...(after.status === undefined && isCreated ? { status: UNSEEN_STATUS } : {}),
	};
}
