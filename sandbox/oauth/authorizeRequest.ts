import { type Answer, Refusal } from '../http/answer';
import type { Call } from '../http/call';
import type { App } from '../state/oauthState';
import { errorPage } from './pages';
import { parseScopes, unknownScopes } from './scopes';

/** A checked request for authorization (RFC 6749 section 4.1.1). */
export interface AuthorizeRequest {
	app: App;
	redirectUri: string;
	/** Given back untouched. */
	state: string | null;
	/** What the user is asked for. */
	scopes: string[];
	/** What the administrator is asked for on behalf of everybody; empty for individual consent. */
	adminScopes: string[];
	codeChallenge?: string;
}

/** Sends the browser back to the app. */
export function redirect(
	request: Pick<AuthorizeRequest, 'redirectUri' | 'state'>,
	result: Record<string, string>,
): Answer {
	const target = new URL(request.redirectUri);
	for (const [name, value] of Object.entries(result)) target.searchParams.set(name, value);
	if (request.state !== null) target.searchParams.set('state', request.state);
	return { status: 302, headers: { location: target.href } };
}

function registeredApp(query: URLSearchParams, call: Call): { app: App; redirectUri: string } {
	const app = call.backend.state.oauth.apps.get((query.get('client_id') ?? '').toLowerCase());
	if (!app) throw new Refusal(errorPage('invalid_client', 'The client ID is not known here.'));
	const redirectUri = query.get('redirect_uri') ?? '';
	// Without a registered address there is nowhere safe to send the browser, so it stays here.
	if (!app.redirectUris.includes(redirectUri)) {
		throw new Refusal(
			errorPage(
				'invalid_redirect_uri',
				'The redirect URI is not registered properly with Docusign: it has to match exactly.',
			),
		);
	}
	return { app, redirectUri };
}

/** Reads and checks a request; what is wrong ends on an error page or goes back to the app. */
export function authorizeRequest(call: Call): AuthorizeRequest {
	const { query } = call;
	const { app, redirectUri } = registeredApp(query, call);
	const back = { redirectUri, state: query.get('state') };
	const fail = (error: string) => new Refusal(redirect(back, { error }));
	if (query.get('response_type') !== 'code') throw fail('unsupported_response_type');
	const scopes = parseScopes(query.get('scope') ?? '');
	const adminScopes = parseScopes(query.get('admin_consent_scope') ?? '');
	if (scopes.length === 0 || unknownScopes([...scopes, ...adminScopes]).length > 0) {
		throw fail('invalid_scope');
	}
	const codeChallenge = query.get('code_challenge') ?? undefined;
	if (codeChallenge !== undefined && query.get('code_challenge_method') !== 'S256') {
		throw fail('invalid_request');
	}
	return { app, ...back, scopes, adminScopes, codeChallenge };
}
