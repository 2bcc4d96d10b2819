import { noUsers } from '../api/errors/failures';
import type { JsonObject } from '../../shared/http';
import type { AdminClient } from '../api/client';
import { emailOf } from '../api/users/userRecord';
import { Poll, type Scope, type StreamId, type UserEvent, type UserEventName } from './detection';
import { profileOf, readList } from './lists';

const RECENT_MS = 7 * 24 * 60 * 60_000;

/** In so many accounts a recent change is looked for; someone is waiting. */
const MOST_ACCOUNTS = 10;

/** What may have happened to a user who was changed lately, as far as the record tells. */
function eventOf(user: JsonObject, since: number, wanted: readonly UserEventName[]): UserEventName {
	const status = String(user.user_status ?? user.status ?? '').toLowerCase();
	const createdOn = Date.parse(`${String(user.created_on ?? '').replace(/Z$/, '')}Z`);
	const likely: UserEventName =
		status === 'closed' ? 'userClosed' : createdOn >= since ? 'userCreated' : 'userUpdated';
	return wanted.includes(likely) ? likely : wanted[0];
}

/** The status before and after an event; of others it may be any. */
const STATUSES: Partial<Record<UserEventName, readonly [before: string, after: string]>> = {
	userActivated: ['created', 'active'],
	userClosed: ['active', 'closed'],
	userReactivated: ['closed', 'active'],
};

/** What else an event is about. */
const CHANGED: Partial<Record<UserEventName, string>> = {
	userUpdated: 'first_name',
	membershipChanged: 'membership_status',
};

/**
 * The user as one to whom the event happened, with all fields that such an event may have: what is built on
 * the sample must find in it what a real one brings.
 */
function asSample(event: UserEvent, name: UserEventName): UserEvent {
	const { user } = event;
	const field = 'user_status' in user || !('status' in user) ? 'user_status' : 'status';
	const [before, after] = STATUSES[name] ?? [];
	const changed = before === undefined ? CHANGED[name] : field;
	return {
		...event,
		event: name,
		event_id: 'sample',
		user: after === undefined ? user : { ...user, [field]: after },
		previous: changed === undefined ? {} : { [changed]: before ?? user[changed] ?? null },
		changed_fields: changed === undefined ? [] : [changed],
	};
}

/** The last user of a list's first page. */
async function userIn(client: AdminClient, scope: Scope, stream: StreamId, since?: number) {
	const pages = readList(client, scope, { stream, since, position: null });
	for await (const { records } of pages) return records.at(-1);
	return undefined;
}

/** The user in the form that events have, by way of a first run that tells who is there. */
async function described(
	client: AdminClient,
	scope: Scope,
	stream: StreamId,
	user: JsonObject,
	now: number,
): Promise<UserEvent | undefined> {
	// The shortest form of the cursor contract's lists does not even show the status.
	const userId = String(user.id);
	const isShown = client.contract.listsProfiles && user.status !== undefined;
	const profile = isShown ? undefined : await profileOf(client, scope, userId, emailOf(user));
	const poll = new Poll(undefined, {
		scope,
		streams: [stream],
		firstRun: 'emitExisting',
		overlapMinutes: 0,
		maxEventsPerPoll: 1,
		now,
	});
	poll.page(stream, [user], null);
	if (profile !== 'later' && profile) poll.profile(userId, profile, now);
	return poll.finish(now).events[0];
}

/**
 * One item for someone who builds a workflow and wants to see data now: a user changed within the
 * last week, else any. Nothing is compared and nothing is stored.
 *
 * @throws ApiFailure when there is no user at all
 */
export async function sampleEvent(
	client: AdminClient,
	scope: Scope,
	accountIds: readonly string[],
	events: readonly UserEventName[],
	now: number,
): Promise<UserEvent> {
	const since = now - RECENT_MS;
	for (const from of [since, undefined]) {
		for (const stream of accountIds.slice(0, MOST_ACCOUNTS)) {
			const user = await userIn(client, scope, stream, from);
			const event = user && (await described(client, scope, stream, user, now));
			if (!event) continue;
			return asSample(event, eventOf(event.user, since, events));
		}
	}
	throw noUsers();
}
