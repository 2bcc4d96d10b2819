import { isGuid } from '../spec/formats';
import { type Answer, ok, refuseOAuth } from '../http/answer';
import type { Backend } from '../http/call';
import type { App } from '../state/oauthState';
import { type Claims, isSignedBy, parseAssertion } from './assertion';
import { parseScopes, unknownScopes } from './scopes';

const LONGEST_SECONDS = 3600;
/** Clocks of client and server may differ this much, in seconds. */
const LEEWAY = 60;

const noValidKeys = () => refuseOAuth('invalid_grant', 'no_valid_keys_or_signatures');
const bareHost = /^[a-z0-9.-]+(:\d+)?$/i;

const seconds = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** `aud` is the bare host with its port; another environment's host is told apart from a malformed one. */
function checkAudience(claims: Claims, backend: Backend): void {
	const { aud } = claims;
	if (aud === new URL(backend.url).host) return;
	if (typeof aud === 'string' && bareHost.test(aud)) {
		throw refuseOAuth('invalid_grant', 'issuer_not_found');
	}
	throw noValidKeys();
}

/** `iat` may be left out, and must not be ahead of the server's clock; `exp` is needed. */
function checkTimes(claims: Claims, { clock, options }: Backend): void {
	const now = clock.now() / 1000;
	const iat = claims.iat === undefined ? now : seconds(claims.iat);
	const exp = seconds(claims.exp);
	if (iat === undefined || exp === undefined || iat > now + options.iatLeewaySeconds)
		throw noValidKeys();
	if (exp - iat > LONGEST_SECONDS || exp > now + LONGEST_SECONDS + LEEWAY) throw noValidKeys();
	if (claims.nbf !== undefined) {
		const nbf = seconds(claims.nbf);
		if (nbf === undefined || nbf > now) throw noValidKeys();
	}
	if (exp <= now - LEEWAY) throw refuseOAuth('invalid_grant', 'expired_grant');
}

function requestedScopes(claims: Claims): string[] {
	const scopes = typeof claims.scope === 'string' ? parseScopes(claims.scope) : [];
	if (scopes.length === 0 || unknownScopes(scopes).length > 0) throw refuseOAuth('invalid_scope');
	return scopes;
}

function subjectOf(claims: Claims, backend: Backend): string | undefined {
	if (claims.sub === undefined) return undefined;
	if (typeof claims.sub !== 'string' || !isGuid(claims.sub)) {
		throw refuseOAuth('invalid_grant', 'invalid_subject');
	}
	const user = backend.state.users.get(claims.sub.toLowerCase());
	if (user?.status !== 'active') throw refuseOAuth('invalid_grant', 'user_not_found');
	return user.id;
}

/** An administrator's consent counts for users whose address is on a domain the organization claimed. */
function consented(backend: Backend, app: App, userId: string | undefined): ReadonlySet<string> {
	const { oauth, users } = backend.state;
	const { integrationKey } = app;
	if (userId === undefined) return oauth.adminConsentOf(integrationKey, app.organizationId);
	const user = users.get(userId);
	const own = oauth.consentOf(integrationKey, userId);
	if (!user || !backend.state.isClaimed(user.organizationId, user.email)) return own;
	return new Set([...own, ...oauth.adminConsentOf(integrationKey, user.organizationId)]);
}

/** Grant type `jwt-bearer` (RFC 7523): an access token for a user, or without `sub` for the app itself. */
export function jwtGrant(form: URLSearchParams, backend: Backend): Answer {
	const assertion = parseAssertion(form.get('assertion') ?? '');
	if (!assertion) throw noValidKeys();
	const { claims } = assertion;
	const app = backend.state.oauth.apps.get(String(claims.iss).toLowerCase());
	if (!app) throw refuseOAuth('invalid_grant', 'issuer_not_found');
	checkAudience(claims, backend);
	if (!isSignedBy(assertion, app)) throw noValidKeys();
	checkTimes(claims, backend);
	const scopes = requestedScopes(claims);
	const userId = subjectOf(claims, backend);
	const needed = userId === undefined ? scopes : [...scopes, 'impersonation'];
	const granted = consented(backend, app, userId);
	if (needed.some((scope) => !granted.has(scope))) throw refuseOAuth('consent_required');
	const kind = userId === undefined ? 'application' : 'user';
	const lifetime = backend.options.tokenLifetimeSeconds;
	const { integrationKey } = app;
	const grant = { kind, integrationKey, userId, scopes } as const;
	return ok({
		access_token: backend.state.oauth.issueAccessToken(grant, lifetime),
		token_type: kind === 'user' ? 'Bearer' : 'Application',
		expires_in: lifetime,
		scope: scopes.join(' '),
	});
}
