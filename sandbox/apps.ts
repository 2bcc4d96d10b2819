/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { adminScopes } from './oauth/scopes';
import type { SandboxState } from './state/state';
import type { App } from './state/oauthState';

const generate = promisify(generateKeyPair);

/** The scopes the nodes ask for by default. */
export const DEFAULT_SCOPES =
	'signature impersonation organization_read user_read user_write account_read permission_read group_read';

/** An app together with the half of its key pair that only its owner has. */
export interface RegisteredApp {
	app: App;
	/** PKCS#8 PEM, made at start and kept nowhere else. */
	privateKey: string;
}

async function register(
	state: SandboxState,
	name: string,
	secret?: string,
): Promise<RegisteredApp> {
	const integrationKey = state.nextId('app');
	const pair = await generate('rsa', { modulusLength: 2048 });
	const app: App = {
		integrationKey,
		name,
		secret,
		publicKeys: [pair.publicKey],
		redirectUris: ['http://localhost:5678/rest/oauth2-credential/callback'],
		organizationId: [...state.organizations.keys()][0],
	};
	state.oauth.apps.set(app.integrationKey, app);
	return { app, privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** The apps a sandbox starts with, and who has consented to them. */
export interface RegisteredApps {
	/** Its administrator has consented, for the default scopes and every scope of the Admin API. */
	user: RegisteredApp;
	/** The organization has consented, to the scopes of the Admin API: for application tokens. */
	application: RegisteredApp;
	/** Confidential app of the Authorization Code Grant; nobody has consented yet. */
	code: RegisteredApp;
}

export async function registerApps(state: SandboxState): Promise<RegisteredApps> {
	const secret = randomBytes(24).toString('hex');
	const [user, application, code] = await Promise.all([
		register(state, 'Example App'),
		register(state, 'Example Service App'),
		register(state, 'Example Sign-in App', secret),
	]);
	const [organization] = state.organizations.values();
	const [admin] = organization.adminIds;
	const scopes = [...DEFAULT_SCOPES.split(' '), ...adminScopes];
	state.oauth.grantConsent(user.app.integrationKey, admin, scopes);
	state.oauth.grantAdminConsent(application.app.integrationKey, organization.id, adminScopes);
	return { user, application, code };
}
