import { Candidates } from './reading/candidates';
import { UserStore } from './store/userStore';
import { StringTable } from './store/stringTable';
import type { Unsealed } from './store/state';
import type { PollSettings, UserEventName } from './types';

/** The events that may follow from what only a profile shows. */
const PROFILE_EVENTS: readonly UserEventName[] = ['userUpdated', 'membershipChanged'];

const MAX_BASELINE_PROFILES = 500;
const MAX_RECHECKS = 20;

/** What the steps of one poll share: working copies, and the state the poll began with. */
export interface PollParts {
	settings: PollSettings;
	/** The state the poll began with; stays as it was. */
	began: Unsealed;
	strings: StringTable;
	store: UserStore;
	candidates: Candidates;
	/** Lists show neither profile nor groups: the published contract. */
	published: boolean;
	/** Profiles are read: lists do not show them, and what is to be told depends on them. */
	profiles: boolean;
	/** Whether an event is to be told. */
	tells: (event: UserEventName) => boolean;
}

/** Working copies of the stored state; none of them writes to it. */
export function partsOf(began: Unsealed, settings: PollSettings): PollParts {
	const { maxRechecks = MAX_RECHECKS, maxBaselineProfiles = MAX_BASELINE_PROFILES } = settings;
	const published = settings.scope.contract === 'openApi';
	const tells = (event: UserEventName) => settings.events?.includes(event) ?? true;
	const strings = new StringTable(began.strings, published);
	return {
		settings,
		began,
		strings,
		store: new UserStore(began.records, strings),
		candidates: new Candidates(maxRechecks, maxBaselineProfiles - began.profiles),
		published,
		profiles: published && PROFILE_EVENTS.some(tells),
		tells,
	};
}
