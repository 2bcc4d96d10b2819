import type { Candidates } from './candidates';
import type { Ledger } from './ledger';
import type { Lexicon } from './lexicon';
import type { Unsealed } from './state';
import type { PollSettings } from './types';
import type { Watch } from './watch';

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
