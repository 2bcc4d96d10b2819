import { DocusignAuthError } from './authError';
import { fieldText } from './fieldText';
import { HOST_ROWS } from './settingErrors';

export type Environment = 'production' | 'demo' | 'custom';

export interface Hosts {
	/** Where tokens come from, such as https://account.docusign.com, without a trailing slash. */
	oauthBaseUrl: string;
	/** What the Admin API's paths are appended to, such as https://api.docusign.net/Management. */
	adminBaseUrl: string;
	/** `aud` of an assertion: the bare OAuth host, with its port where it has one. */
	audience: string;
}

export interface HostSettings {
	environment?: unknown;
	oauthBaseUrl?: unknown;
	adminBaseUrl?: unknown;
}

type KnownEnvironment = Exclude<Environment, 'custom'>;

export const KNOWN_HOSTS: Readonly<Record<KnownEnvironment, Hosts>> = {
	production: {
		oauthBaseUrl: 'https://account.docusign.com',
		adminBaseUrl: 'https://api.docusign.net/Management',
		audience: 'account.docusign.com',
	},
	demo: {
		oauthBaseUrl: 'https://account-d.docusign.com',
		adminBaseUrl: 'https://api-d.docusign.net/Management',
		audience: 'account-d.docusign.com',
	},
};

/** An https address, or one on this computer, without a login, query or fragment: a pattern. */
const SAFE_ADDRESS = String.raw`^(https:\/\/|http:\/\/(localhost|127(\.\d+){3}|\[::1\])(?=[:\/]|$))[^\s@?#]*$`;

/**
 * n8n expression for the Admin API's base URL, for `baseURL` in a node's `requestDefaults` and in a
 * credential's test. It reads `$credentials` only: n8n takes a host that depends on anything else
 * for one the user chose, and holds it against the credential's allowed domains.
 */
export const ADMIN_BASE_URL_EXPRESSION = [
	'={{ $credentials.environment === "custom"',
	'? String($credentials.adminBaseUrl ?? "").trim().replace(/\\/+$/, "")',
	`: $credentials.environment === "demo" ? "${KNOWN_HOSTS.demo.adminBaseUrl}"`,
	`: "${KNOWN_HOSTS.production.adminBaseUrl}" }}`,
].join(' ');

/**
 * n8n expression for an address of the OAuth host, for the hidden fields of a credential that n8n
 * connects by itself. n8n takes any address there, and sends the client secret to it: a custom one
 * that is not https (or loopback) becomes a text which n8n refuses as no URL.
 *
 * @param path such as `/oauth/token`
 */
export function oauthUrlExpression(path: string): string {
	const custom = 'String($self["oauthBaseUrl"] ?? "").trim().replace(/\\/+$/, "")';
	return [
		'={{ $self["environment"] === "custom"',
		`? (/${SAFE_ADDRESS}/i.test(${custom}) ? ${custom} + "${path}" : "OAuth Base URL must be https")`,
		`: $self["environment"] === "demo" ? "${KNOWN_HOSTS.demo.oauthBaseUrl}${path}"`,
		`: "${KNOWN_HOSTS.production.oauthBaseUrl}${path}" }}`,
	].join(' ');
}

/**
 * The hosts a credential stands for.
 *
 * @throws DocusignAuthError naming the field, when a custom address cannot be used or when the two
 * belong to different environments.
 */
export function resolveHosts(settings: HostSettings): Hosts {
	const environment = settings.environment ?? 'production';
	if (environment === 'production' || environment === 'demo') return KNOWN_HOSTS[environment];
	if (environment !== 'custom') throw new DocusignAuthError(HOST_ROWS.unknownEnvironment);

	const oauth = parseBaseUrl('OAuth Base URL', settings.oauthBaseUrl);
	const oauthPath = oauth.pathname.replace(/\/+$/, '');
	if (/\/oauth(\/|$)/i.test(oauthPath)) throw hostError('oauthPath', 'OAuth Base URL');
	const admin = parseBaseUrl('Admin Base URL', settings.adminBaseUrl);
	const adminPath = admin.pathname.replace(/\/+$/, '');
	if (/\/scim(\/|$)/i.test(adminPath)) throw hostError('adminIsScim', 'Admin Base URL');
	if (/\/v\d+(\.\d+)?$/i.test(adminPath)) throw hostError('adminVersion', 'Admin Base URL');
	if (/\/restapi(\/|$)/i.test(adminPath)) throw hostError('adminIsESignature', 'Admin Base URL');

	const hosts: Hosts = {
		oauthBaseUrl: oauth.origin + oauthPath,
		adminBaseUrl: admin.origin + adminPath,
		audience: oauth.host,
	};
	if (isNoTokenHost(oauth.hostname)) throw hostError('notTokenHost', 'OAuth Base URL');
	if (isNoAdminHost(admin.hostname)) throw hostError('notAdminHost', 'Admin Base URL');
	const signsInAt = environmentOf(oauth, 'oauthBaseUrl');
	const asksAt = environmentOf(admin, 'adminBaseUrl');
	if (signsInAt && asksAt && signsInAt !== asksAt) throw new DocusignAuthError(HOST_ROWS.mixed);
	return hosts;
}

function parseBaseUrl(field: string, value: unknown): URL {
	const text = fieldText(value);
	if (text === '') throw hostError('blank', field);
	if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) throw hostError('noScheme', field);

	const url = new URL(text);
	if (url.username !== '' || url.password !== '') throw hostError('userInfo', field);
	if (/[?#]/.test(text)) throw hostError('query', field);
	if (url.protocol !== 'https:' && !isLoopback(url.hostname)) throw hostError('notHttps', field);
	return url;
}

function hostError(row: keyof typeof HOST_ROWS, field: string): DocusignAuthError {
	return new DocusignAuthError(HOST_ROWS[row], { field });
}

/** Plain http is for a server on the same machine: a token on any other wire can be read. */
export function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/**
 * Hosts of Docusign that are at hand when another one is asked for. A host that is not known is taken as
 * it is, since Docusign adds new ones.
 */
const ESIGNATURE_HOST = /^(www|demo|(na|eu|au|ca|jp)\d{0,2})\.docusign\.net$/i;
const WEB_HOST = /^(admin|admindemo|apps|apps-d|app|appdemo|developers|support)\.docusign\.com$/i;

/** None that issues tokens: the Admin API's, the eSignature API's, or the right name under .net. */
const isNoTokenHost = (host: string): boolean =>
	/^account(-d)?\.docusign\.net$/i.test(host) ||
	/^api(-d)?\.docusign\.(net|com)$/i.test(host) ||
	ESIGNATURE_HOST.test(host) ||
	WEB_HOST.test(host);

/** None of the Admin API: the sign-in's, the eSignature API's, or the right name under .com. */
const isNoAdminHost = (host: string): boolean =>
	/^api(-d)?\.docusign\.com$/i.test(host) ||
	/^account(-d)?\.docusign\.(net|com)$/i.test(host) ||
	ESIGNATURE_HOST.test(host) ||
	WEB_HOST.test(host);

/** Which of Docusign's own environments a host belongs to, if any. */
function environmentOf(url: URL, kind: 'oauthBaseUrl' | 'adminBaseUrl'): string | undefined {
	return (Object.keys(KNOWN_HOSTS) as KnownEnvironment[]).find(
		(environment) => new URL(KNOWN_HOSTS[environment][kind]).host === url.host,
	);
}
