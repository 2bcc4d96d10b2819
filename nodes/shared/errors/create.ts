import type { ErrorText } from '../transport/errorText';
import { ApiFailure, type ApiFailureDetails } from './apiFailure';
import { rowOf, type ErrorCode } from '../../DocusignAdmin/api/errors/catalogue';
import { fillMessage, type MessageFacts } from './row';

type Extras = Omit<Partial<ApiFailureDetails>, 'code' | 'message' | 'description'>;

/**
 * An error of the catalogue.
 *
 * @example createFailure('DOCUSIGN_TOO_MANY_RESULTS', { count: 130_000, most: 120_000 })
 */
export function createFailure(
	code: ErrorCode,
	facts: MessageFacts = {},
	extras: Extras = {},
): ApiFailure {
	const row = rowOf(code);
	const said = facts.said ?? wordsOf(extras.docusign);
	const quoted = said && !row.message.includes('{said}') ? ` Docusign said: ${said}` : '';
	return new ApiFailure({
		...extras,
		code,
		message: fillMessage(row.message, { ...facts, said }),
		description: `${row.remedy}${quoted}${effort(extras)}`,
	});
}

/** Docusign's text with its code, or undefined where it gave neither. */
export function wordsOf({ error, message }: ErrorText = {}): string | undefined {
	if (error && message) return `${message} (${error})`;
	return (message ?? error) || undefined;
}

function effort({ attempts = 0, waitedMs = 0 }: Extras): string {
	if (attempts < 2) return '';
	return ` Tried ${attempts} times within ${Math.ceil(waitedMs / 1_000)} s of waiting.`;
}
