import { createCatalogue } from '../../../shared/errors/catalogue';
import type { MessageFacts } from '../../../shared/errors/messageTemplate';
import { ANSWER_ROWS } from '../../../shared/errors/rows/answers';
import { LIMIT_ROWS } from '../../../shared/errors/rows/limits';
import { SCIM_ANSWER_ROWS } from './rows/answers';
import { SCIM_TYPE_ROWS } from './rows/scimTypes';

/** Everything of SCIM's own that can go wrong, a row each. */
export const SCIM_ROWS = [...SCIM_TYPE_ROWS, ...SCIM_ANSWER_ROWS] as const;

const ROWS = [...SCIM_ROWS, ...ANSWER_ROWS, ...LIMIT_ROWS] as const;

export type ScimErrorCode = (typeof ROWS)[number]['code'];

/** What is known of a request, to say in the user's words what failed. All of it may be shown. */
export interface ScimContext extends MessageFacts {
	/** An id or a user name. */
	user?: string;
	group?: string;
}

export const {
	create: scimFailure,
	rowOf: scimRowOf,
	is: isScimFailure,
} = createCatalogue<(typeof ROWS)[number], ScimContext>(ROWS, {
	speaker: 'The server',
	named: { user: 'user', group: 'group' },
});
