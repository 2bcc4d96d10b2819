import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { Send } from '../../../shared/http';
import { systemClock } from '../../../shared/n8n/clock';
import { rowOf, createFailure, isFailure } from '../errors/catalogue';
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

/** A fault of the sign-in's own, which may be over in a moment (RFC 6749 section 5.2 has no code for it). */
const PASSES = /^(?:internal_server_error|server_error|temporarily_unavailable)$/i;

const ENDED = /needs to be reconnected|no refresh token is available|refresh token is invalid/i;

/**
 * The failure behind an error of n8n's own renewal; undefined for any other error. Nothing of an
 * unreadable answer is shown, since it may hold the new token.
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
	const passes = (cause?.status ?? 0) >= 500 || PASSES.test(said.error ?? '');
	const scheduler = passes ? ('temporarily-unavailable' as const) : rowOf(FAILED).scheduler;
	return createFailure(FAILED, { said: words }, { scheduler });
}

const FAILED = 'DOCUSIGN_RENEWAL_FAILED';
const PAUSE_MS = 500;

/**
 * A way out that tries once more where the renewal has failed in passing. The request itself was refused
 * with its old token, so that it does no harm to send it again, whatever it is.
 */
export function renewingAgain(
	send: Send,
	pause = async () => await systemClock.sleep(PAUSE_MS),
): Send {
	return async (request) =>
		await send(request).catch(async (error: unknown) => {
			const passes = isFailure(error, FAILED) && error.scheduler === 'temporarily-unavailable';
			if (!passes) return await Promise.reject(error);
			await pause();
			return await send(request);
		});
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
