import { Candidates } from './candidates';
import { Ledger } from './userStore';
import { Lexicon } from './stringTable';
import type { Unsealed } from './state';
import type { PollSettings } from './types';
import { Watch } from './recheckList';

const MAX_BASELINE_PROFILES = 500;
const MAX_RECHECKS = 20;

/** What the steps of one poll share: working copies, and the state the poll began with. */
export interface PollParts {
	settings: PollSettings;
	/** The state the poll began with; stays as it was. */
	began: Unsealed;
	lexicon: Lexicon;
	ledger: Ledger;
	watch: Watch;
	candidates: Candidates;
	/** Lists show neither profile nor groups, so profiles are read: the published contract. */
	profiles: boolean;
}

/** Working copies of the stored state; none of them writes to it. */
export function partsOf(began: Unsealed, settings: PollSettings): PollParts {
	const { maxRechecks = MAX_RECHECKS, maxBaselineProfiles = MAX_BASELINE_PROFILES } = settings;
	const published = settings.scope.contract === 'openApi';
	const lexicon = new Lexicon(began.lexicon, published);
	return {
		settings,
		began,
		lexicon,
		ledger: new Ledger(began.records, lexicon),
		watch: new Watch(began.watch),
		candidates: new Candidates(maxRechecks, maxBaselineProfiles - began.profiles),
		profiles: published,
	};
}
