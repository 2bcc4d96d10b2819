import { ApiFailure, type FailureCode } from '../../errors/apiFailure';
import { signInText } from './signInText';

/**
 * An error as the failure of one request among others, which stands beside what came of those: a sign-in
 * fails with an error of n8n's own.
 */
export function asFailure(error: unknown): ApiFailure {
	if (error instanceof ApiFailure) return error;
	const { code, message, remedy } = signInText(
		error instanceof Error ? error.message : String(error),
	);
	return new ApiFailure({
		code: (code ?? 'DOCUSIGN_UNKNOWN_OUTCOME') as FailureCode,
		message,
		description: remedy ?? '',
	});
}
