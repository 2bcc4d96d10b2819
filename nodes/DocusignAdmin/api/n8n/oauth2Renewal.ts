import { ApiFailure } from '../../../shared/errors/apiFailure';
import { rowOf, createFailure } from '../errors/catalogue';
import { wordsOf } from '../../../shared/errors/catalogue';
import { readErrorText } from '../../../shared/transport/errorText';

/**
 * What n8n throws when a connection (Authorization Code Grant) cannot be renewed. From 2.x on it
 * words the usual case itself; else the error of its OAuth client comes through, whose `code` is
 * `EAUTH` for a refusal and `ESTATUS` for an answer that is none. Older engines keep only the code.
 */
interface RenewalError {
	message?: string;
	httpCode?: string | null;
	cause?: { code?: string; status?: number; body?: unknown };
}

const ENDED = /needs to be reconnected|no refresh token is available|refresh token is invalid/i;

/**
 * The failure behind an error of n8n's own renewal; undefined for any other error. It is never
 * repeated, and nothing of an unreadable answer is shown, since it may hold the new token.
 */
export function renewalFailure(error: unknown): ApiFailure | undefined {
	const { message = '', httpCode, cause } = (error ?? {}) as RenewalError;
	const code = cause?.code ?? httpCode;
	const isClientError = code === 'EAUTH' || code === 'ESTATUS';
	const said = readErrorText(cause?.body);
	if (ENDED.test(message) || (code === 'EAUTH' && said.error === 'invalid_grant')) {
		return reconnect(message);
	}
	if (!isClientError) return undefined;
	const words = code === 'EAUTH' ? wordsOf(said) : `HTTP ${cause?.status ?? 'status unknown'}`;
	return createFailure('DOCUSIGN_RENEWAL_FAILED', { said: words });
}

/** n8n's own sentence is kept, since it names the credential. */
function reconnect(message: string): ApiFailure {
	const row = rowOf('DOCUSIGN_RECONNECT_REQUIRED');
	const named = /The credential .* needs to be reconnected/i.exec(message)?.[0];
	return new ApiFailure({
		code: 'DOCUSIGN_RECONNECT_REQUIRED',
		message: named ?? row.message,
		description: `${row.remedy} ${row.cause}`,
		scheduler: row.scheduler,
	});
}
