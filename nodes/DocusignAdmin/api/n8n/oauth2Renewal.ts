import { ApiFailure } from '../../../shared/errors/apiFailure';
import {
	isTokenLimit,
	passesSoon,
	type TokenAnswer,
} from '../../../../credentials/shared/oauth/oauthFailure';
import { rowOf, createFailure, isFailure } from '../errors/catalogue';
import { wordsOf } from '../../../shared/errors/catalogue';
import { describeReason } from '../../../shared/errors/networkReason';
import { readErrorText } from '../../../shared/transport/answers/errorText';

/**
 * What n8n throws when a connection (Authorization Code Grant) cannot be renewed. From 2.x on it
 * words the usual case itself; else the error of its OAuth client comes through, whose `code` is
 * `EAUTH` for a refusal and `ESTATUS` for an answer that is none. Older engines keep only the code.
 */
interface RenewalError {
	message?: string;
	httpCode?: string | null;
	cause?: {
		code?: string;
		status?: number;
		body?: unknown;
		/** Of the HTTP client, which answers of 500 and more and broken connections come through as. */
		config?: { url?: string };
		response?: { status?: number };
	};
}

const ENDED = /needs to be reconnected|no refresh token is available|refresh token is invalid/i;
/** Where tokens are renewed: no path of the API ends so. */
const TOKEN_PATH = /\/oauth\/token\/?(?:\?|$)/;

/**
 * The failure behind an error of n8n's own renewal; undefined for any other error. Nothing of an
 * unreadable answer is shown, since it may hold the new token.
 */
export function renewalFailure(error: unknown): ApiFailure | undefined {
	const { message = '', httpCode, cause } = (error ?? {}) as RenewalError;
	const code = cause?.code ?? httpCode;
	const said = readErrorText(cause?.body);
	if (ENDED.test(message) || (code === 'EAUTH' && said.error === 'invalid_grant')) {
		return reconnect(message);
	}
	const body = { error: said.error, error_description: said.message };
	if (code === 'EAUTH') return failed(wordsOf(said), { status: 400, body });
	const status = cause?.status ?? cause?.response?.status;
	const isTokenRequest = TOKEN_PATH.test(cause?.config?.url ?? '');
	if (code !== 'ESTATUS' && !isTokenRequest) return undefined;
	if (status !== undefined) return failed(`HTTP ${status}`, { status, body });
	const reason = describeReason(code ?? undefined) ?? 'no answer came';
	return code === 'ESTATUS'
		? failed('HTTP status unknown')
		: failed(reason, { network: code ?? '' });
}

function failed(said: string | undefined, answer?: TokenAnswer): ApiFailure {
	const failure = createFailure('DOCUSIGN_RENEWAL_FAILED', { said });
	const passing = answer && passingIn(answer);
	return passing ? new ApiFailure({ ...failure, message: failure.message, ...passing }) : failure;
}

/** What is over by itself, so that nobody has to act. How long a limit lasts, n8n does not hand on. */
function passingIn(answer: TokenAnswer): Pick<ApiFailure, 'description' | 'scheduler'> | undefined {
	if (isTokenLimit(answer)) {
		return {
			description:
				'Docusign has been asked for too many tokens in a short time. Run it again in some minutes, and look for other programs that sign in anew for each call with this Client ID.',
			scheduler: 'rate-limited',
		};
	}
	const isAnswer = answer.status === undefined || answer.status >= 400;
	if (!isAnswer || !passesSoon(answer)) return undefined;
	return {
		description:
			'The sign-in host has a fault. Run it again in some minutes; status.docusign.com tells about outages.',
		scheduler: 'temporarily-unavailable',
	};
}

/** Whether a renewal failed in passing, so that it is worth a second try in a moment. */
export const isPassingRenewal = (error: unknown): boolean =>
	isFailure(error, 'DOCUSIGN_RENEWAL_FAILED') && error.scheduler === 'temporarily-unavailable';

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
