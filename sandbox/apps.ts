/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createPublicKey, generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { adminScopes } from './oauth/scopes';
import { guidOf } from './state/ids';
import type { App } from './state/oauthState';
import type { SandboxState } from './state/state';

const generate = promisify(generateKeyPair);

/** The scopes the nodes ask for by default. */
export const DEFAULT_SCOPES =
	'signature impersonation organization_read user_read user_write account_read permission_read group_read';

const REDIRECT_URI = 'http://localhost:5678/rest/oauth2-credential/callback';

/** What the owner of an app holds. Made when the first sandbox starts, and kept nowhere else. */
export interface AppKeys {
	integrationKey: string;
	/** PKCS#8 PEM. */
	privateKey: string;
	/** For the Authorization Code Grant. */
	secret?: string;
}

/** The apps of a sandbox, by what they are for. */
export interface SandboxApps {
	/** Its administrator has consented, to the default scopes and every scope of the Admin API. */
	user: AppKeys;
	/** The organization has consented, to the scopes of the Admin API: for application tokens. */
	application: AppKeys;
	/** Confidential app of the Authorization Code Grant; nobody has consented yet. */
	code: AppKeys;
	/** The organization's static SCIM token. */
	scimToken: string;
}

async function makeKey(): Promise<string> {
	const { privateKey } = await generate('rsa', { modulusLength: 2048 });
	return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The key of the n-th app, made once a process: a key takes longer than the rest of a sandbox. */
const madeKeys = new Map<number, Promise<string>>();

async function makeKeys(n: number, secret?: string): Promise<AppKeys> {
	const made = madeKeys.get(n) ?? makeKey();
	madeKeys.set(n, made);
	return { integrationKey: guidOf('app', n), privateKey: await made, secret };
}

export async function createApps(): Promise<SandboxApps> {
	const [user, application, code] = await Promise.all([
		makeKeys(1),
		makeKeys(2),
		makeKeys(3, randomBytes(24).toString('hex')),
	]);
	return { user, application, code, scimToken: randomBytes(24).toString('hex') };
}

function register(state: SandboxState, name: string, keys: AppKeys): App {
	const app: App = {
		integrationKey: keys.integrationKey,
		name,
		secret: keys.secret,
		publicKeys: [createPublicKey(keys.privateKey)],
		redirectUris: [REDIRECT_URI],
		organizationId: [...state.organizations.keys()][0],
	};
	state.oauth.apps.set(app.integrationKey, app);
	return app;
}

/** Registers the apps with fresh state and records the consents that are there from the start. */
export function registerApps(state: SandboxState, apps: SandboxApps): void {
	const user = register(state, 'Example App', apps.user);
	const application = register(state, 'Example Service App', apps.application);
	register(state, 'Example Sign-in App', apps.code);
	const [organization] = state.organizations.values();
	const [admin] = organization.adminIds;
	state.scimTokens.set(apps.scimToken, organization.id);
	const scopes = [...DEFAULT_SCOPES.split(' '), ...adminScopes];
	state.oauth.grantConsent(user.integrationKey, admin, scopes);
	state.oauth.grantAdminConsent(application.integrationKey, organization.id, adminScopes);
}
