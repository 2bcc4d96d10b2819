import { streamFinder } from './events/merge';
import { type Candidate, Candidates } from './reading/candidates';
import type { UserRecord } from './store/record';
import { UserStore } from './store/userStore';
import { StringTable } from './store/stringTable';
import type { Unsealed } from './store/state';
import type { PollSettings, StreamId, UserEventName } from './types';

/** The events that may follow from what only a profile shows. */
const PROFILE_EVENTS: readonly UserEventName[] = ['userUpdated', 'membershipChanged'];

const MAX_BASELINE_PROFILES = 500;
const MAX_RECHECKS = 20;

/** What the steps of one poll share: working copies, none of which writes to the stored state. */
export class PollParts {
	readonly strings: StringTable;
	readonly store: UserStore;
	readonly candidates: Candidates;
	/** Lists show neither profile nor groups: the published contract. */
	readonly published: boolean;
	/** Profiles are read: lists do not show them, and what is to be told depends on them. */
	readonly profiles: boolean;
	/** What the contract calls the user's status. */
	readonly statusField: 'user_status' | 'status';
	/** The first run goes on, and is to tell all users there are. */
	readonly existing: boolean;
	/** Not only some accounts were chosen, so the organization's list shows nobody out of scope. */
	readonly everybody: boolean;
	readonly streamOf: (account: string) => StreamId | undefined;

	/** @param began the state the poll began with; stays as it was */
	constructor(
		readonly began: Unsealed,
		readonly settings: PollSettings,
	) {
		const { maxRechecks = MAX_RECHECKS, maxBaselineProfiles = MAX_BASELINE_PROFILES } = settings;
		this.published = settings.scope.contract === 'openApi';
		this.profiles = this.published && PROFILE_EVENTS.some(this.tells);
		this.statusField = this.published ? 'user_status' : 'status';
		this.existing = began.firstRun === 'emitExisting';
		this.everybody = settings.scope.accountIds.length === 0;
		this.streamOf = streamFinder(settings.streams);
		this.strings = new StringTable(began.strings, this.published);
		this.store = new UserStore(began.records, this.strings);
		this.candidates = new Candidates(maxRechecks, maxBaselineProfiles - began.profiles);
	}

	/** Whether an event is to be told. */
	readonly tells = (event: UserEventName): boolean => this.settings.events?.includes(event) ?? true;

	/**
	 * Whether a user can only be told with the profile. Where lists show profiles, that is who is not
	 * known and whose status they leave out: their shortest form does, and an event says who the user is.
	 */
	needsProfile({ userId, lists }: Candidate): boolean {
		const showsNothing = () => lists.every(({ observed }) => observed.status === undefined);
		return this.profiles || (this.store.get(userId) === undefined && showsNothing());
	}

	/** Whether a user was created after the first baseline began, as far as can be seen. */
	isNew(createdOn: number | undefined): boolean {
		const { began, settings } = this;
		return createdOn === undefined || createdOn >= began.epoch - settings.overlapMinutes * 60_000;
	}

	/** Whether a user is marked as settling, and the time for it is not over in a list. */
	isSettling(known: UserRecord | undefined, stream: StreamId): boolean {
		const until = this.began.streams[stream]?.settlesUntil ?? 0;
		return known?.settling === true && this.settings.now < until;
	}
}
