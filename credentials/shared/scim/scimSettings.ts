import { bareToken } from '../../../nodes/shared/bareToken';
import { check, DocusignAuthError, type ErrorRow } from '../authError';
import { fieldText } from '../fieldText';
import { isLoopback } from '../hosts';
import { SCIM_DOUBT_ROWS, SCIM_TOKEN_ROWS, SCIM_URL_ROWS } from './scimErrors';
import { tokenKind } from './scimToken';

export const SCIM_CREDENTIAL = 'docusignScimApi';
export const SCIM_BASE_URL = 'https://account.docusign.com/scim/v2';

/**
 * n8n expression for the base URL, for a node's `requestDefaults` and a credential's test. It reads
 * `$credentials` only: n8n takes a host that depends on anything else for one the user chose.
 */
export const SCIM_BASE_URL_EXPRESSION =
	'={{ String($credentials.baseUrl ?? "").trim().replace(/\\/+$/, "") }}';

/** A SCIM credential whose fields have been checked. */
export interface ScimSettings {
	/** Without a trailing slash; what the paths of requests are appended to. */
	baseUrl: string;
	token: string;
	/** What looks wrong with them, and may be right all the same. */
	doubts: { url?: ErrorRow; token?: ErrorRow };
}

const ENDPOINT = /\/(Users|Groups|Schemas|ServiceProviderConfig|ResourceTypes|Bulk)\/*$/i;

/**
 * Reads the fields of a `docusignScimApi` credential.
 *
 * @throws DocusignAuthError for the first field that cannot be meant; no message contains the token
 */
export function readScimSettings(credentials: Readonly<Record<string, unknown>>): ScimSettings {
	const baseUrl = fieldText(credentials.baseUrl);
	check(urlProblem(baseUrl));
	const token = bareToken(fieldText(credentials.bearerToken));
	check(tokenProblem(token));
	const kind = tokenKind(token);
	return {
		baseUrl: baseUrl.replace(/\/+$/, ''),
		token,
		doubts: {
			url: urlDoubt(new URL(baseUrl)),
			token: kind === 'static' ? undefined : SCIM_DOUBT_ROWS[kind],
		},
	};
}

/**
 * Refuses to let the token go anywhere but to the host of its credential.
 *
 * @param url the address of a request, absolute or below `baseURL`
 * @throws DocusignAuthError
 */
export function checkDestination(
	{ baseUrl }: Pick<ScimSettings, 'baseUrl'>,
	url: string,
	baseURL?: string,
): void {
	const isAbsolute = /^([a-z][a-z\d+.-]*:|\/\/)/i.test(url);
	const target = isAbsolute ? parse(url, baseUrl) : parse(baseURL ?? '');
	if (target?.origin === new URL(baseUrl).origin) return;
	throw new DocusignAuthError(SCIM_TOKEN_ROWS.otherHost, { host: target?.host ?? 'no valid host' });
}

const parse = (address: string, base?: string): URL | undefined =>
	URL.canParse(address, base) ? new URL(address, base) : undefined;

function urlProblem(value: string): ErrorRow | undefined {
	if (value === '') return SCIM_URL_ROWS.blank;
	if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return SCIM_URL_ROWS.notUrl;
	const url = new URL(value);
	if (url.username !== '' || url.password !== '') return SCIM_URL_ROWS.withLogin;
	if (/[?#]/.test(value)) return SCIM_URL_ROWS.withQuery;
	if (url.protocol !== 'https:' && !isLoopback(url.hostname)) return SCIM_URL_ROWS.notHttps;
	return ENDPOINT.test(url.pathname) ? SCIM_URL_ROWS.withEndpoint : undefined;
}

/** Other addresses of Docusign that are at hand when this one is asked for. */
function urlDoubt({ hostname, pathname }: URL): ErrorRow | undefined {
	if (/\/scim(\/|$)/i.test(pathname)) return undefined;
	if (/^api(-d)?\.docusign\.net$/i.test(hostname) || /\/management(\/|$)/i.test(pathname)) {
		return SCIM_DOUBT_ROWS.isAdminApi;
	}
	if (/\/restapi(\/|$)/i.test(pathname)) return SCIM_DOUBT_ROWS.isESignature;
	return /^account(-d)?\.docusign\.com$/i.test(hostname) ? SCIM_DOUBT_ROWS.notScim : undefined;
}

function tokenProblem(token: string): ErrorRow | undefined {
	if (token === '') return SCIM_TOKEN_ROWS.blank;
	if (/-----BEGIN [\w ]+-----/.test(token)) return SCIM_TOKEN_ROWS.key;
	// It goes into a header, where a blank or control character would end or forge one.
	return /^[\x21-\x7e]+$/.test(token) ? undefined : SCIM_TOKEN_ROWS.notHeader;
}
