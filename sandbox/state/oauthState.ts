import { randomBytes, type KeyObject } from 'node:crypto';
import type { Clock } from '../clock';
import { DAY, MINUTE } from './time';

/** An app (integration key) as registered with Docusign. */
export interface App {
	integrationKey: string;
	name: string;
	/** For the Authorization Code Grant; a public client (PKCE) has none. */
	secret?: string;
	/** Public halves of its RSA key pairs; Docusign allows five. */
	publicKeys: KeyObject[];
	redirectUris: string[];
	/** The organization that owns it, which application tokens act in. */
	organizationId: string;
}

export interface AccessToken {
	kind: 'user' | 'application';
	integrationKey: string;
	/** Missing for an application token. */
	userId?: string;
	scopes: string[];
	expiresAt: number;
}

export interface RefreshToken {
	integrationKey: string;
	userId: string;
	scopes: string[];
	expiresAt: number;
}

export interface AuthorizationCode extends RefreshToken {
	redirectUri: string;
	codeChallenge?: string;
}

const CODE_LIFETIME = 2 * MINUTE;
const REFRESH_LIFETIME = 30 * DAY;

const newSecret = (): string => randomBytes(32).toString('base64url');

/** Apps, consents, codes and tokens. */
export class OAuthState {
	readonly apps = new Map<string, App>();
	readonly accessTokens = new Map<string, AccessToken>();
	readonly refreshTokens = new Map<string, RefreshToken>();
	readonly codes = new Map<string, AuthorizationCode>();
	/** Browser sessions: cookie → user id. */
	readonly sessions = new Map<string, string>();
	/** How often userinfo was called, by app, user and hour. */
	readonly userinfoCalls = new Map<string, number>();
	/** What each user has consented to, by integration key. */
	private readonly userConsents = new Map<string, Set<string>>();
	/** What an organization's administrator has consented to, for its users and for application tokens. */
	private readonly organizationConsents = new Map<string, Set<string>>();

	constructor(private readonly clock: Clock) {}

	/** Records the consent of one user, as the consent page does. */
	grantConsent(integrationKey: string, userId: string, scopes: Iterable<string>): void {
		add(this.userConsents, `${integrationKey} ${userId}`, scopes);
	}

	/** Records the consent of an organization's administrator. */
	grantAdminConsent(
		integrationKey: string,
		organizationId: string,
		scopes: Iterable<string>,
	): void {
		add(this.organizationConsents, `${integrationKey} ${organizationId}`, scopes);
	}

	/** Takes consent back: of one user, or of everybody; given scopes only, or all. */
	revokeConsent(integrationKey: string, userId?: string, scopes?: Iterable<string>): void {
		const prefix = userId === undefined ? `${integrationKey} ` : `${integrationKey} ${userId}`;
		for (const consents of [this.userConsents, this.organizationConsents]) {
			for (const [key, granted] of consents) {
				if (!key.startsWith(prefix)) continue;
				if (scopes === undefined) consents.delete(key);
				else for (const scope of scopes) granted.delete(scope);
			}
		}
	}

	/** The scopes this user has consented to, alone. */
	consentOf(integrationKey: string, userId: string): ReadonlySet<string> {
		return this.userConsents.get(`${integrationKey} ${userId}`) ?? new Set();
	}

	/** The scopes an administrator of this organization has consented to. */
	adminConsentOf(integrationKey: string, organizationId: string): ReadonlySet<string> {
		return this.organizationConsents.get(`${integrationKey} ${organizationId}`) ?? new Set();
	}

	issueAccessToken(grant: Omit<AccessToken, 'expiresAt'>, lifetimeSeconds: number): string {
		const token = newSecret();
		const expiresAt = this.clock.now() + lifetimeSeconds * 1000;
		this.accessTokens.set(token, { ...grant, expiresAt });
		return token;
	}

	/** The living token behind this string, if there is one. */
	accessToken(token: string): AccessToken | undefined {
		const found = this.accessTokens.get(token);
		return found && found.expiresAt > this.clock.now() ? found : undefined;
	}

	/** Ends every access token at once; refresh tokens live on. */
	expireAccessTokens(): void {
		this.accessTokens.clear();
	}

	/** A refresh token. Its end is 30 days off, or inherited where the app did not ask for `extended`. */
	issueRefreshToken(grant: Omit<RefreshToken, 'expiresAt'>, expiresAt?: number): string {
		const token = newSecret();
		const end = expiresAt ?? this.clock.now() + REFRESH_LIFETIME;
		this.refreshTokens.set(token, { ...grant, expiresAt: end });
		return token;
	}

	/** Takes a refresh token out of circulation and returns what it stood for; each works once. */
	redeemRefreshToken(token: string): RefreshToken | undefined {
		const found = this.refreshTokens.get(token);
		this.refreshTokens.delete(token);
		return found && found.expiresAt > this.clock.now() ? found : undefined;
	}

	/** Ends every refresh token. */
	revokeRefreshTokens(): void {
		this.refreshTokens.clear();
	}

	issueCode(grant: Omit<AuthorizationCode, 'expiresAt'>): string {
		const code = newSecret();
		this.codes.set(code, { ...grant, expiresAt: this.clock.now() + CODE_LIFETIME });
		return code;
	}

	/** Takes a code out of circulation and returns what it stood for; each works once. */
	redeemCode(code: string): AuthorizationCode | undefined {
		const found = this.codes.get(code);
		this.codes.delete(code);
		return found && found.expiresAt > this.clock.now() ? found : undefined;
	}
}

function add(consents: Map<string, Set<string>>, key: string, scopes: Iterable<string>): void {
	const granted = consents.get(key) ?? new Set<string>();
	for (const scope of scopes) granted.add(scope);
	consents.set(key, granted);
}
