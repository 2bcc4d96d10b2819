import { ApiFailure, type ApiFailureDetails } from '../../../shared/errors/apiFailure';
import type { ErrorCode } from '../../../DocusignAdmin/api/errors/catalogue';
import { wordsOf } from '../../../shared/errors/create';
import { fillMessage, type MessageFacts } from '../../../shared/errors/row';
import { scimRowOf, type ScimErrorCode } from './catalogue';

type Extras = Omit<Partial<ApiFailureDetails>, 'code' | 'message' | 'description'>;

/**
 * An error of SCIM's own.
 *
 * @example scimFailure('DOCUSIGN_SCIM_USER_NOT_FOUND', { operation: 'get the user', user: 'u-1' })
 */
export function scimFailure(
	code: ScimErrorCode,
	facts: MessageFacts = {},
	extras: Extras = {},
): ApiFailure {
	const row = scimRowOf(code);
	const said = wordsOf(extras.docusign);
	const quoted = said && !row.message.includes('{said}') ? ` The server said: ${said}` : '';
	return new ApiFailure({
		...extras,
		// The shared type lists the codes of the shared catalogue; whoever reads a failure takes any.
		code: code as string as ErrorCode,
		message: fillMessage(row.message, { ...facts, said }),
		description: `${row.remedy}${quoted}`,
	});
}

/** Whether something is a failure of that kind. */
export const isScimFailure = (error: unknown, code: ScimErrorCode): error is ApiFailure =>
	error instanceof ApiFailure && (error.code as string) === code;
