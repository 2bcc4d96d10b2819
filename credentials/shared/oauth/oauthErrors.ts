import type { ErrorRow } from '../authError';

/** What the token endpoint, or the way to it, can answer instead of a token: a row each. */

export interface OAuthMatch {
	/** Words in the code or text of a failed connection, in any case. */
	readonly network?: readonly string[];
	/** A limit, by its status or its code. */
	readonly limit?: true;
	/** First and last HTTP status. */
	readonly status?: readonly [number, number];
	/** `error` of the answer (RFC 6749 section 5.2), one of several where it is a list. */
	readonly error?: string | readonly string[];
	/** Words in `error_description`, in any case. Left out: any description. */
	readonly description?: readonly string[];
	/** The clocks here and there are known to differ by more than a sign-in stands. */
	readonly clocksDiffer?: true;
}

export interface OAuthErrorRow extends ErrorRow {
	/**
	 * What may be over by itself: in a moment, so that it is worth a second try, or after a while. Anything
	 * else stays until somebody changes something.
	 */
	readonly passes?: 'soon' | 'later';
	readonly match: OAuthMatch;
}

/** How a token request ended without a token. */
export interface OAuthFailure {
	/** Set when there was no answer: code and text of the connection's failure. */
	network?: string;
	status?: number;
	error?: string;
	description?: string;
	/** @see OAuthMatch.clocksDiffer */
	clocksDiffer?: boolean;
}

/**
 * Tried from top to bottom, the first that matches is told. Placeholders: `{host}`, `{environment}`,
 * `{status}`, `{userId}`, `{integrationKey}`, `{consentSteps}`, `{clock}`,
 * `{checkClock}`, `{unknownScopes}`, `{waitTime}`, `{answer}`.
 */
export const OAUTH_ERRORS: readonly OAuthErrorRow[] = [
	{
		code: 'DOCUSIGN_OAUTH_DOMAIN_NOT_ALLOWED',
		match: { network: ['domain not allowed'] },
		cause: "This credential's 'Allowed Domains' do not include {host}, where tokens are issued.",
		remedy:
			"Add {host} and the Admin API's host to 'Allowed Domains', or set 'Allowed HTTP Request Domains' to All.",
	},
	{
		code: 'DOCUSIGN_OAUTH_BLOCKED',
		match: { network: ['request was blocked because'] },
		cause: "n8n's protection against server-side request forgery blocks {host}.",
		remedy: 'Ask whoever runs n8n to allow this host.',
	},
	{
		code: 'DOCUSIGN_OAUTH_HOST_UNKNOWN',
		passes: 'later',
		match: { network: ['ENOTFOUND', 'EAI_AGAIN'] },
		cause: 'The name {host} could not be resolved from the computer n8n runs on.',
		remedy:
			"Check that computer's DNS and proxy settings and, with a custom environment, 'OAuth Base URL' for a typing slip.",
	},
	{
		code: 'DOCUSIGN_OAUTH_REFUSED_CONNECTION',
		passes: 'later',
		match: { network: ['ECONNREFUSED'] },
		cause: 'Nothing accepts connections at {host}.',
		remedy:
			"Check the proxy or firewall between n8n and it and, with a custom environment, 'OAuth Base URL' with its port.",
	},
	{
		code: 'DOCUSIGN_OAUTH_TIMEOUT',
		passes: 'later',
		match: { network: ['ETIMEDOUT', 'ECONNABORTED', 'ERR_CANCELED', 'timeout'] },
		cause: '{host} did not answer in time.',
		remedy:
			'Try again in a minute; if it stays so, a proxy or firewall between n8n and Docusign holds the connection back.',
	},
	{
		code: 'DOCUSIGN_OAUTH_TLS',
		match: { network: ['CERT', 'SELF_SIGNED', 'EPROTO', 'ERR_TLS', 'ERR_SSL', 'UNABLE_TO_'] },
		cause: 'No secure connection to {host} could be made: its certificate is not trusted here.',
		remedy:
			'A proxy that inspects traffic needs its root certificate installed for n8n (NODE_EXTRA_CA_CERTS).',
	},
	{
		code: 'DOCUSIGN_OAUTH_NO_CONNECTION',
		passes: 'soon',
		match: { network: [''] },
		cause: 'The connection to {host} broke off before an answer came.',
		remedy:
			'Try again; if it stays so, check the network between n8n and Docusign, proxy included.',
	},
	{
		code: 'DOCUSIGN_OAUTH_REDIRECTED',
		match: { status: [300, 399] },
		cause:
			'{host} answered the sign-in with a redirect, which is not followed, to keep the signed request where it belongs.',
		remedy:
			"Check 'Environment' and 'OAuth Base URL': Docusign's own are account.docusign.com and account-d.docusign.com. A proxy with a login page does this too.",
	},
	{
		code: 'DOCUSIGN_OAUTH_THROTTLED',
		passes: 'later',
		match: { limit: true },
		cause: 'Docusign has been asked for too many tokens in a short time.',
		remedy:
			'Wait {waitTime}, and look for other programs that sign in anew for each call with this integration key.',
	},
	{
		code: 'DOCUSIGN_OAUTH_UNAVAILABLE',
		passes: 'soon',
		match: { status: [500, 599] },
		cause: "Docusign's sign-in at {host} is not working at the moment ({answer}).",
		remedy: 'Try again in some minutes; status.docusign.com tells about outages.',
	},
	{
		code: 'DOCUSIGN_OAUTH_SERVER_ERROR',
		passes: 'soon',
		match: { error: ['internal_server_error', 'server_error', 'temporarily_unavailable'] },
		cause: "Docusign's sign-in at {host} met with an error of its own ({answer}).",
		remedy:
			'Nothing is wrong with the credential: try again in some minutes; status.docusign.com tells about outages.',
	},
	{
		code: 'DOCUSIGN_CONSENT_REQUIRED',
		match: { error: 'consent_required' },
		cause: 'Docusign has no consent for this credential yet.',
		remedy: '\n{consentSteps}',
	},
	{
		code: 'DOCUSIGN_CLOCK_WRONG',
		match: {
			error: 'invalid_grant',
			description: ['no_valid_keys_or_signatures', 'expired_grant'],
			clocksDiffer: true,
		},
		cause: 'Docusign refused the sign-in for its times. {clock}',
		remedy:
			'Set the clock of the computer n8n runs on, its time zone included, best by NTP. The key pair needs no change for it.',
	},
	{
		code: 'DOCUSIGN_KEY_NOT_ACCEPTED',
		match: { error: 'invalid_grant', description: ['no_valid_keys_or_signatures'] },
		cause:
			'Docusign could not verify the signature: the private key is none of those registered with integration key {integrationKey} in {environment}.',
		remedy:
			'{checkClock}Paste the private key of a key pair listed under Settings > Apps and Keys > your app in the same environment, or generate a new pair there.',
	},
	{
		code: 'DOCUSIGN_INTEGRATION_KEY_UNKNOWN',
		match: { error: 'invalid_grant', description: ['issuer_not_found'] },
		cause: 'Docusign does not know integration key {integrationKey} in {environment}.',
		remedy:
			"Choose in 'Environment' where the app exists: keys made in a developer account work in Demo only, until they have passed Go-Live. Otherwise check 'Integration Key'.",
	},
	{
		code: 'DOCUSIGN_USER_UNKNOWN',
		match: { error: 'invalid_grant', description: ['user_not_found', 'invalid_subject'] },
		cause: 'Docusign has no active user {userId} in {environment}.',
		remedy:
			"'User ID' wants the API User ID shown in Settings > Apps and Keys > My Account Information of that environment, not the API Account ID beside it, which looks alike. A user still to be activated or already closed cannot be used.",
	},
	{
		code: 'DOCUSIGN_ASSERTION_EXPIRED',
		match: { error: 'invalid_grant', description: ['expired_grant'] },
		cause: 'Docusign took the sign-in for expired, although it had just been made.',
		remedy: 'Set the clock of the computer n8n runs on, its time zone included. {clock}',
	},
	{
		code: 'DOCUSIGN_CLIENT_NOT_ALLOWED',
		match: { error: 'invalid_grant', description: ['unauthorized_client'] },
		cause: 'Docusign does not let integration key {integrationKey} sign in this way.',
		remedy:
			'Check in Settings > Apps and Keys > your app that it is active and has an RSA key pair; an Authorization Code app needs its secret key and redirect URI, and the OAuth2 credential here.',
	},
	{
		code: 'DOCUSIGN_GRANT_REFUSED',
		match: { error: 'invalid_grant' },
		cause: 'Docusign refused the sign-in without a known reason ({answer}).',
		remedy:
			"Check, in this order, that 'Environment' is where the app lives, that the private key belongs to the integration key, and that 'User ID' is the user's API User ID. {clock}",
	},
	{
		code: 'DOCUSIGN_SCOPE_UNKNOWN',
		match: { error: 'invalid_scope' },
		cause: "Docusign does not know one of the scopes in 'Scopes'.{unknownScopes}",
		remedy:
			'Spell them exactly, separated by blanks: signature impersonation organization_read user_read user_write account_read permission_read group_read domain_read identity_provider_read user_data_redact.',
	},
	{
		code: 'DOCUSIGN_CLIENT_UNAUTHORIZED',
		match: { error: 'unauthorized_client' },
		cause: 'Docusign does not let integration key {integrationKey} sign in with a private key.',
		remedy:
			'Check in Settings > Apps and Keys > your app that it is active and has an RSA key pair.',
	},
	{
		code: 'DOCUSIGN_CLIENT_INVALID',
		match: { error: 'invalid_client' },
		cause: 'Docusign does not accept integration key {integrationKey} in {environment}.',
		remedy: "Check 'Integration Key' and 'Environment'.",
	},
	{
		code: 'DOCUSIGN_OAUTH_GRANT_UNSUPPORTED',
		match: { error: 'unsupported_grant_type' },
		cause: '{host} does not know the JWT grant.',
		remedy: "Check 'OAuth Base URL': it is probably not a Docusign sign-in host.",
	},
	{
		code: 'DOCUSIGN_OAUTH_REFUSED',
		match: { error: '' },
		cause: 'Docusign refused the sign-in: {answer}.',
		remedy: "Check 'Environment', 'Integration Key', 'User ID' and 'Scopes'.",
	},
	{
		code: 'DOCUSIGN_OAUTH_UNAUTHORIZED',
		passes: 'soon',
		match: { status: [401, 401] },
		cause: '{host} refused the sign-in with HTTP 401 and gave no reason, twice.',
		remedy:
			"Try again in a minute. If it stays so, check 'Environment' and 'OAuth Base URL', and whether a proxy between n8n and Docusign answers in its place.",
	},
	{
		code: 'DOCUSIGN_OAUTH_NOT_DOCUSIGN',
		match: { status: [400, 499] },
		cause: '{host} answered with HTTP {status}, in a form that Docusign does not use.',
		remedy:
			"Check 'Environment' and 'OAuth Base URL', and whether a proxy between n8n and Docusign answers in its place.",
	},
	{
		code: 'DOCUSIGN_OAUTH_NO_TOKEN',
		passes: 'soon',
		match: {},
		cause: '{host} accepted the sign-in but sent no usable token.',
		remedy:
			"Check 'Environment' and 'OAuth Base URL', and whether a proxy between n8n and Docusign answers in its place.",
	},
];

/** The row that tells about a failure. The last row matches everything. */
export function findOAuthError(failure: OAuthFailure): OAuthErrorRow {
	const last = OAUTH_ERRORS[OAUTH_ERRORS.length - 1];
	return OAUTH_ERRORS.find(({ match }) => matches(match, failure)) ?? last;
}

/** Whether an error may be over by itself, so that the same sign-in can work after a while. */
export const mayPass = (code: string): boolean =>
	OAUTH_ERRORS.some((row) => row.code === code && row.passes !== undefined);

/** Docusign refuses with 400 as well what is over a limit; the other is how sign-in servers name a 429. */
const LIMIT_CODE = /_LIMIT_EXCEEDED$|^too_many_requests$/i;

function matches(match: OAuthMatch, failure: OAuthFailure): boolean {
	if (match.network) return holdsOne(failure.network, match.network);
	if (failure.network !== undefined) return false;
	if (match.limit) return failure.status === 429 || LIMIT_CODE.test(failure.error ?? '');
	if (match.status) return inRange(failure.status, match.status);
	if (match.clocksDiffer && !failure.clocksDiffer) return false;
	if (match.error !== undefined && !isError(failure.error, match.error)) return false;
	return !match.description || holdsOne(failure.description, match.description);
}

function holdsOne(text: string | undefined, words: readonly string[]): boolean {
	const lower = text?.toLowerCase();
	return lower !== undefined && words.some((word) => lower.includes(word.toLowerCase()));
}

function inRange(status: number | undefined, [first, last]: readonly [number, number]): boolean {
	return status !== undefined && status >= first && status <= last;
}

/** The empty name stands for any error that is named at all. */
function isError(error: string | undefined, names: string | readonly string[]): boolean {
	if (names === '') return error !== undefined;
	return [names].flat().includes(error?.toLowerCase() ?? '');
}
