import type { JsonObject } from '../../../shared/http';

/**
 * The vocabulary of change detection. What each event means, and what several changes between two
 * polls collapse into, stands in `events.ts`.
 */
export const USER_EVENTS = [
	'userCreated',
	'userActivated',
	'userUpdated',
	'userClosed',
	'userReactivated',
	'membershipChanged',
] as const;

export type UserEventName = (typeof USER_EVENTS)[number];

/** One item of the trigger. */
export interface UserEvent {
	event: UserEventName;
	/** The same for the same change told again, different for any other change: 32 hex digits. */
	event_id: string;
	/** When the poll noticed the change, ISO 8601 in UTC. When it was made, Docusign does not tell. */
	detected_on: string;
	/** For `membershipChanged` the account it is about; else one in which the user was seen. */
	account_id: string | null;
	/** The user as Docusign shows it now, with status, profile and groups in `account_id`. */
	user: JsonObject;
	/** Earlier values, where they are known. */
	previous?: JsonObject;
	/** What is different, in the names of the contract. */
	changed_fields?: string[];
	/**
	 * Which of them may be unchanged: the profile was never read before, so that nobody can tell. Absent
	 * where all are known to be different.
	 */
	unconfirmed_fields?: string[];
}

/** What the state belongs to: when any of this changes, a fresh baseline is taken. */
export interface Scope {
	contract: 'openApi' | 'cursor';
	organizationId: string;
	/** The accounts chosen in the node; empty for all of the organization. */
	accountIds: readonly string[];
	/** The Admin base URL, since ids of two environments have nothing to do with each other. */
	baseUrl?: string;
}

/** A list that is read in windows: the users of one account, or of the whole organization. */
export type StreamId = string;

/**
 * The organization's own user list, which only the cursor contract has. Needed only where the
 * account lists do not show names and status.
 */
export const ORGANIZATION_STREAM: StreamId = '*';

/** Where to go on in a list: whatever the reader of the list can resume from. */
export type Position = string | number;

/** A list to read, from its beginning or from where an earlier poll stopped. */
export interface ListRead {
	stream: StreamId;
	/** Only users modified at or after this time, epoch milliseconds; absent for the whole list. */
	since?: number;
	/** null: from the beginning, which is also right where resuming is not possible. */
	position: Position | null;
}

export type FirstRun = 'skipExisting' | 'emitExisting';

export interface PollSettings {
	scope: Scope;
	/** Lists in scope as of now: the ids of the accounts, and `ORGANIZATION_STREAM` where it is read. */
	streams: readonly StreamId[];
	/** Counts only when a baseline begins. */
	firstRun: FirstRun;
	/** Which events to tell; all where left out. The others are taken note of without a word. */
	events?: readonly UserEventName[];
	/** How far a window reaches back before the one before it began: clock skew and lag. */
	overlapMinutes: number;
	/** At least 1. A user's events are never torn apart, so one user may exceed it alone. */
	maxEventsPerPoll: number;
	/** How many profiles the baseline reads at most, so that first changes are told exactly. */
	maxBaselineProfiles?: number;
	/** How many profiles a poll reads again because a window still returns their users. */
	maxRechecks?: number;
	/** This node's clock, epoch milliseconds, before the first request of the poll. */
	now: number;
}

/** What the state a poll began with was worth. */
export type Beginning =
	| { kind: 'continued' }
	| {
			kind: 'fresh';
			reason: 'firstRun' | 'scopeChanged' | 'corrupt' | 'version';
			/** For the user: what happened, and what it means for the events. */
			message: string;
	  };

export interface Outcome<State> {
	events: UserEvent[];
	/** To be stored in place of the state the poll began with, together with telling the events. */
	state: State;
	/** Losing this state would cost more than a few requests: a beginning, or progress in a long read. */
	worthStoring: boolean;
	/** Whether the baseline is whole, from which on changes are told. */
	baseline: 'running' | 'done';
	/** Whether everything that was to be read was read, and everything found was told. */
	caughtUp: boolean;
}
