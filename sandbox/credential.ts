import { DEFAULT_SCOPES, type SandboxApps } from './apps';
import type { SandboxState } from './state/state';

export type ApiContract = 'openApi' | 'cursor';

interface Server {
	environment: 'custom';
	oauthBaseUrl: string;
	adminBaseUrl: string;
	apiContract: ApiContract;
}

/** Field values of the n8n credential `docusignAdminJwtApi`. */
export interface JwtCredential extends Server {
	tokenSubject: 'user' | 'application';
	integrationKey: string;
	userId: string;
	privateKey: string;
	requestedScopes: string;
	redirectUri: string;
}

/** Field values of the n8n credential `docusignAdminOAuth2Api`. */
export interface OAuth2Credential extends Server {
	clientId: string;
	clientSecret: string;
	scope: string;
}

/** Field values of the n8n credential `docusignScimApi`. */
export interface ScimCredential {
	baseUrl: string;
	bearerToken: string;
}

export interface Place {
	url: string;
	state: SandboxState;
	apps: SandboxApps;
}

/** Scopes that only a user can give an app; application tokens do without them. */
const userScopes = new Set(['signature', 'impersonation']);

function serverOf(url: string, apiContract: ApiContract): Server {
	const mount = apiContract === 'cursor' ? '/cursor/Management' : '/Management';
	return { environment: 'custom', oauthBaseUrl: url, adminBaseUrl: url + mount, apiContract };
}

/**
 * A credential that works as it is. `apiContract` decides the base URL, and `tokenSubject` the app and
 * its scopes, unless these are overridden themselves.
 */
export function jwtCredential(place: Place, overrides: Partial<JwtCredential> = {}): JwtCredential {
	const { apiContract = 'openApi', tokenSubject = 'user' } = overrides;
	const { integrationKey, privateKey } = place.apps[tokenSubject];
	const [organization] = place.state.organizations.values();
	const scopes = DEFAULT_SCOPES.split(' ').filter(
		(scope) => tokenSubject === 'user' || !userScopes.has(scope),
	);
	return {
		...serverOf(place.url, apiContract),
		tokenSubject,
		integrationKey,
		userId: [...organization.adminIds][0],
		privateKey,
		requestedScopes: scopes.join(' '),
		redirectUri: place.state.oauth.apps.get(integrationKey)?.redirectUris[0] ?? '',
		...overrides,
	};
}

/** Still to be connected: someone has to log in and consent. */
export function oauth2Credential(
	place: Place,
	overrides: Partial<OAuth2Credential> = {},
): OAuth2Credential {
	const { integrationKey, secret = '' } = place.apps.code;
	return {
		...serverOf(place.url, overrides.apiContract ?? 'openApi'),
		clientId: integrationKey,
		clientSecret: secret,
		scope: `${DEFAULT_SCOPES} extended`,
		...overrides,
	};
}

export const scimCredential = (place: Place): ScimCredential => ({
	baseUrl: `${place.url}/scim/v2`,
	bearerToken: [...place.state.scimTokens.keys()][0],
});
