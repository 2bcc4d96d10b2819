import { createHash } from 'node:crypto';
import { type Answer, refuseOAuth } from '../http/answer';
import type { Call } from '../http/call';
import type { App, AuthorizationCode } from '../state/oauthState';
import { authenticateClient } from './client';
import { grantTokens } from './grantTokens';

/** RFC 7636 section 4.6, with S256 as the only method. */
function provesChallenge(code: AuthorizationCode, verifier: string | null): boolean {
	if (code.codeChallenge === undefined) return true;
	if (verifier === null || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
	return createHash('sha256').update(verifier).digest('base64url') === code.codeChallenge;
}

function isFor(code: AuthorizationCode | undefined, app: App, redirectUri: string | null): boolean {
	return (
		code !== undefined &&
		code.integrationKey === app.integrationKey &&
		code.redirectUri === redirectUri &&
		// An app without a secret has nothing but PKCE to prove itself with.
		(app.secret !== undefined || code.codeChallenge !== undefined)
	);
}

/** Grant type `authorization_code`. Any flaw is `unauthorized_client`, as at Docusign. */
export function codeGrant(call: Call, form: URLSearchParams): Answer {
	const app = authenticateClient(call, form);
	const code = call.backend.state.oauth.redeemCode(form.get('code') ?? '');
	if (!code || !isFor(code, app, form.get('redirect_uri'))) {
		throw refuseOAuth('invalid_grant', 'unauthorized_client');
	}
	if (!provesChallenge(code, form.get('code_verifier'))) {
		throw refuseOAuth('invalid_grant', 'unauthorized_client');
	}
	return grantTokens(call.backend, code);
}
