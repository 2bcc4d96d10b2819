import type { ErrorRow } from '../../../shared/errors/row';
import { SCIM_ANSWER_ROWS } from './rows/answers';
import { SCIM_TYPE_ROWS } from './rows/scimTypes';

/** Everything of SCIM's own that can go wrong, a row each, beside those of the shared catalogue. */
export const SCIM_ROWS = [...SCIM_TYPE_ROWS, ...SCIM_ANSWER_ROWS] as const;

export type ScimErrorCode = (typeof SCIM_ROWS)[number]['code'];

const BY_CODE = new Map<ScimErrorCode, ErrorRow>(SCIM_ROWS.map((row) => [row.code, row]));

export const scimRowOf = (code: ScimErrorCode): ErrorRow => BY_CODE.get(code) as ErrorRow;
