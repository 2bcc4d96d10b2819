import { createCatalogue } from '../../../shared/errors/catalogue';
import type { MessageFacts } from '../../../shared/errors/messageTemplate';
import { ANSWER_ROWS } from '../../../shared/errors/rows/answers';
import { INPUT_ROWS } from '../../../shared/errors/rows/input';
import { LIMIT_ROWS } from '../../../shared/errors/rows/limits';
import { PAGING_ROWS } from '../../../shared/errors/rows/paging';
import { ACCESS_ROWS } from './rows/access';
import { JOB_ROWS } from './rows/jobs';
import { LIST_ROWS } from './rows/lists';
import { NAME_ROWS } from './rows/names';
import { NOT_FOUND_ROWS } from './rows/notFound';
import { RULE_ROWS } from './rows/rules';

/** Everything that can go wrong after sign-in, a row each. docs/errors.md is generated from it. */
export const CATALOGUE = [
	...INPUT_ROWS,
	...ACCESS_ROWS,
	...NOT_FOUND_ROWS,
	...NAME_ROWS,
	...RULE_ROWS,
	...LIMIT_ROWS,
	...ANSWER_ROWS,
	...LIST_ROWS,
	...JOB_ROWS,
	...PAGING_ROWS,
] as const;

export type ErrorCode = (typeof CATALOGUE)[number]['code'];

/** What messages about the Admin API may name. */
export interface AdminFacts extends MessageFacts {
	/** The OAuth scope or scopes that the operation needs. */
	scope?: string;
	organization?: string;
	account?: string;
	/** An id or an e-mail address. */
	user?: string;
	email?: string;
	membership?: string;
	permissionProfile?: string;
	group?: string;
	/** What kind of record was looked for, where none of the above fits: `export`. */
	record?: string;
	contract?: string;
}

export const {
	create: createFailure,
	rowOf,
	is: isFailure,
} = createCatalogue<(typeof CATALOGUE)[number], AdminFacts>(CATALOGUE, {
	speaker: 'Docusign',
	named: {
		organization: 'organization',
		account: 'account',
		user: 'user',
		membership: 'membership',
		permissionProfile: 'permission profile',
		group: 'group',
	},
	fallbacks: {
		scope: 'it needs',
		email: 'this address',
		record: 'what was asked for',
		contract: 'The API contract of this credential',
	},
});

/** Whether Docusign lets no more requests through for now. */
export const isLimit = (error: unknown): boolean =>
	isFailure(error, 'DOCUSIGN_HOURLY_LIMIT') || isFailure(error, 'DOCUSIGN_BURST_LIMIT');

/** Whether a connection got no new token, so that no other request can be made either. */
export const isWithoutToken = (error: unknown): boolean =>
	isFailure(error, 'DOCUSIGN_RECONNECT_REQUIRED') || isFailure(error, 'DOCUSIGN_RENEWAL_FAILED');
