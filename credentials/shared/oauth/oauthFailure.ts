import { consentSteps } from './consent';
import { DocusignAuthError, type Facts } from '../authError';
import { findOAuthError, type OAuthFailure } from './oauthErrors';
import { assertionScopes, consentScopes, unknownScopes } from '../scopes';
import type { JwtSettings } from '../jwt/jwtSettings';

/** What came back from the token endpoint: an answer, or `network` when there was none. */
export interface TokenAnswer {
	status?: number;
	body?: Record<string, unknown>;
	/** The server's `Date` header. */
	date?: string;
	network?: string;
}

type ToldSettings = Omit<JwtSettings, 'signingKey'>;

/** Beyond this the two clocks differ by more than a slow answer explains. */
const NOTABLE_SKEW_MS = 60_000;
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
	const failure: OAuthFailure = {
		network: answer.network,
		status: answer.status,
		error: text(answer.body?.error) ?? text(answer.body?.errorCode),
		description: text(answer.body?.error_description) ?? text(answer.body?.message),
	};
	const row = findOAuthError(failure);
	const quoted = quoteAnswer(failure);
	return new DocusignAuthError(
		row,
		{
			...settingFacts(settings),
			status: String(answer.status),
			answer: quoted,
			clock: clockText(answer.date, now),
		},
		quoted === '' ? undefined : `Docusign answered: ${quoted}`,
	);
}

function settingFacts(settings: ToldSettings): Facts {
	const { tokenSubject, scopes, userId, integrationKey } = settings;
	const unknown = unknownScopes(scopes);
	return {
		host: settings.audience,
		environment: environmentName(settings.audience),
		integrationKey,
		userId,
		subject: tokenSubject === 'user' ? `user ${userId}` : 'an organization administrator',
		scopes: consentScopes(scopes, tokenSubject).join(' '),
		consentSteps: consentSteps({ ...settings, scopes: assertionScopes(scopes, tokenSubject) }),
		unknownScopes: unknown.length > 0 ? ` Not documented: ${unknown.join(', ')}.` : '',
	};
}

function environmentName(audience: string): string {
	if (audience === 'account.docusign.com') return 'the production environment';
	if (audience === 'account-d.docusign.com') return 'the demo environment';
	return `the environment of ${audience}`;
}

/** Both clocks are known when the server says its time; it is what an expired sign-in is about. */
function clockText(date: string | undefined, now: number): string {
	const skew = date === undefined ? NaN : now - Date.parse(date);
	if (!(Math.abs(skew) > NOTABLE_SKEW_MS)) return '';
	const minutes = Math.round(Math.abs(skew) / 60_000);
	return `The clock here is ${minutes} min ${skew > 0 ? 'ahead of' : 'behind'} Docusign's.`;
}

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
