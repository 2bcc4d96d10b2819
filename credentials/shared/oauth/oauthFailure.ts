import { utcTime } from '../../../nodes/shared/errors/messageTemplate';
import { consentSteps } from './consent';
import { DocusignAuthError, type Facts } from '../authError';
import { findOAuthError, type OAuthFailure } from './oauthErrors';
import { assertionScopes, unknownScopes } from '../scopes';
import type { JwtSettings } from '../jwt/jwtSettings';

/** What came back from the token endpoint: an answer, or `network` when there was none. */
export interface TokenAnswer {
	status?: number;
	body?: Record<string, unknown>;
	/** The server's `Date` header. */
	date?: string;
	/** How long the server asks to wait, in ms, where it says so. */
	retryAfterMs?: number;
	network?: string;
}

type ToldSettings = Omit<JwtSettings, 'signingKey'>;

const PAUSE_MS = 500;
/** Somebody may be looking at a window, and all who need the token wait for it. */
const LONGEST_PAUSE_MS = 5_000;
/** Beyond this the two clocks differ by more than a slow answer explains. */
const NOTABLE_SKEW_MS = 30_000;
/** The same answer comes for times that are wrong, and a new key pair would not help then. */
const CHECK_CLOCK = 'First make sure that the clock of the computer n8n runs on is right. ';
/** Longer runs of such characters are a token, an assertion or a key, whoever put them there. */
const SECRET_LOOKING = /[\w+/=.~-]{41,}/g;
const QUOTE_LIMIT = 200;

/**
 * The error to show for a token request that brought no token.
 *
 * @param now milliseconds since 1970
 */
export function describeFailure(
	answer: TokenAnswer,
	settings: ToldSettings,
	now: number,
): DocusignAuthError {
	const skew = skewOf(answer.date, now);
	const failure: OAuthFailure = {
		...failureIn(answer),
		clocksDiffer: Math.abs(skew ?? 0) > NOTABLE_SKEW_MS,
	};
	const row = findOAuthError(failure);
	const quoted = quoteAnswer(failure);
	return new DocusignAuthError(
		row,
		{
			...settingFacts(settings),
			status: String(answer.status),
			answer: quoted,
			clock: clockText(skew),
			checkClock: skew === undefined ? CHECK_CLOCK : '',
			waitTime: waitText(answer.retryAfterMs, now),
		},
		quoted === '' ? undefined : `Docusign answered: ${quoted}`,
		row.passes && answer.retryAfterMs,
	);
}

/** Whether the same request is worth a second try in a moment. */
export const passesSoon = (answer: TokenAnswer): boolean =>
	findOAuthError(failureIn(answer)).passes === 'soon';

/** Whether it was refused by a limit of how often a token may be asked for. */
export const isTokenLimit = (answer: TokenAnswer): boolean =>
	findOAuthError(failureIn(answer)).match.limit === true;

/**
 * How long to wait before the one more try that a fault which may pass is worth, in ms: as the server
 * asks where that is short, so that a limit is waited for which is over in a moment; else a moment, for
 * what needs no more. Undefined where another try would come to the same.
 */
export function pauseBeforeRetry(answer: TokenAnswer): number | undefined {
	const { passes } = findOAuthError(failureIn(answer));
	if (passes === undefined) return undefined;
	const { retryAfterMs = Infinity } = answer;
	if (retryAfterMs <= LONGEST_PAUSE_MS) return Math.max(retryAfterMs, PAUSE_MS);
	return passes === 'soon' ? PAUSE_MS : undefined;
}

const failureIn = ({ network, status, body }: TokenAnswer): OAuthFailure => ({
	network,
	status,
	error: text(body?.error) ?? text(body?.errorCode),
	description: text(body?.error_description) ?? text(body?.message),
});

function settingFacts(settings: ToldSettings): Facts {
	const { tokenSubject, scopes, userId, integrationKey } = settings;
	const unknown = unknownScopes(scopes);
	return {
		host: settings.audience,
		environment: environmentName(settings.audience),
		integrationKey,
		userId,
		consentSteps: consentSteps({ ...settings, scopes: assertionScopes(scopes, tokenSubject) }),
		unknownScopes: unknown.length > 0 ? ` Not documented: ${unknown.join(', ')}.` : '',
	};
}

function environmentName(audience: string): string {
	if (audience === 'account.docusign.com') return 'the production environment';
	if (audience === 'account-d.docusign.com') return 'the demo environment';
	return `the environment of ${audience}`;
}

/** How far the clock here is ahead of the server's, in ms; undefined where it did not say its time. */
function skewOf(date: string | undefined, now: number): number | undefined {
	const skew = now - Date.parse(date ?? '');
	return Number.isNaN(skew) ? undefined : skew;
}

/** Both clocks are known when the server says its time; it is what an expired sign-in is about. */
function clockText(skew: number | undefined): string {
	if (skew === undefined || Math.abs(skew) <= NOTABLE_SKEW_MS) return '';
	const seconds = Math.round(Math.abs(skew) / 1_000);
	const far = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
	return `The clock here is ${far} ${skew > 0 ? 'ahead of' : 'behind'} Docusign's.`;
}

/** When to try again, as the server says it. */
const waitText = (retryAfterMs: number | undefined, now: number): string =>
	retryAfterMs === undefined ? 'some minutes' : `until ${utcTime(now + retryAfterMs)}`;

/** What the server said, short and without anything that looks like a secret. */
function quoteAnswer({ status, error, description, network }: OAuthFailure): string {
	const said = [error, description].filter((part) => part !== undefined).join(': ');
	const whole = network ?? `HTTP ${status} ${said}`;
	return whole
		.replace(SECRET_LOOKING, '…')
		.replace(/[\s\p{Cc}<>]+/gu, ' ')
		.trim()
		.slice(0, QUOTE_LIMIT);
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
