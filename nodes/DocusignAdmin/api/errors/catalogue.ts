import { ACCESS_ROWS } from './rows/access';
import { ANSWER_ROWS } from '../../../shared/errors/rows/answers';
import { INPUT_ROWS } from '../../../shared/errors/rows/input';
import { LIMIT_ROWS } from '../../../shared/errors/rows/limits';
import { PAGING_ROWS } from '../../../shared/errors/rows/paging';
import { RULE_ROWS } from './rows/rules';
import { SUBJECT_ROWS } from './rows/subjects';
import type { ErrorRow } from '../../../shared/errors/row';

/** Everything that can go wrong after sign-in, a row each. docs/errors.md is generated from it. */
export const CATALOGUE = [
	...INPUT_ROWS,
	...ACCESS_ROWS,
	...SUBJECT_ROWS,
	...RULE_ROWS,
	...LIMIT_ROWS,
	...ANSWER_ROWS,
	...PAGING_ROWS,
] as const;

/** The stable code of an error, for workflows that branch on it. */
export type ErrorCode = (typeof CATALOGUE)[number]['code'];

const BY_CODE = new Map<ErrorCode, ErrorRow>(CATALOGUE.map((row) => [row.code, row]));

export function rowOf(code: ErrorCode): ErrorRow {
	return BY_CODE.get(code) as ErrorRow;
}
