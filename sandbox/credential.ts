import { DEFAULT_SCOPES, type RegisteredApps } from './apps';

/** Field values of the n8n credential `docusignAdminJwtApi`. */
export interface JwtCredential {
	environment: 'custom';
	oauthBaseUrl: string;
	adminBaseUrl: string;
	apiContract: 'openApi' | 'cursor';
	tokenSubject: 'user' | 'application';
	integrationKey: string;
	userId: string;
	privateKey: string;
	scopes: string;
	redirectUri: string;
}

interface Place {
	url: string;
	adminId: string;
	apps: RegisteredApps;
}

/** Scopes that only a user can give an app; application tokens do without them. */
const userScopes = new Set(['signature', 'impersonation']);

/**
 * A credential that works as it is. `apiContract` decides the base URL and `tokenSubject` the app and
 * its scopes, unless these are overridden themselves.
 */
export function credentialFor(place: Place, overrides: Partial<JwtCredential> = {}): JwtCredential {
	const { apiContract = 'openApi', tokenSubject = 'user' } = overrides;
	const { app, privateKey } = place.apps[tokenSubject];
	const mount = apiContract === 'cursor' ? '/cursor/Management' : '/Management';
	const scopes = DEFAULT_SCOPES.split(' ').filter(
		(scope) => tokenSubject === 'user' || !userScopes.has(scope),
	);
	return {
		environment: 'custom',
		oauthBaseUrl: place.url,
		adminBaseUrl: place.url + mount,
		apiContract,
		tokenSubject,
		integrationKey: app.integrationKey,
		userId: place.adminId,
		privateKey,
		scopes: scopes.join(' '),
		redirectUri: app.redirectUris[0],
		...overrides,
	};
}
