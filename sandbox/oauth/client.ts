import { timingSafeEqual } from 'node:crypto';
import { refuseOAuth } from '../http/answer';
import type { Call } from '../http/call';
import type { App } from '../state/oauthState';

function basic(call: Call): { id: string; secret: string } | undefined {
	const match = /^Basic\s+(.+)$/i.exec(call.headers.authorization ?? '');
	if (!match) return undefined;
	const [id, ...rest] = Buffer.from(match[1], 'base64').toString('utf8').split(':');
	return { id: decodeURIComponent(id), secret: decodeURIComponent(rest.join(':')) };
}

function sameText(a: string, b: string): boolean {
	const [left, right] = [Buffer.from(a), Buffer.from(b)];
	return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * The app a code or refresh token is exchanged for. A confidential app proves itself with its secret,
 * in the Authorization header or in the body; an app without one needs PKCE instead.
 */
export function authenticateClient(call: Call, form: URLSearchParams): App {
	const header = basic(call);
	const id = header?.id ?? form.get('client_id') ?? '';
	const secret = header?.secret ?? form.get('client_secret') ?? undefined;
	const app = call.backend.state.oauth.apps.get(id.toLowerCase());
	const proven =
		app && (app.secret === undefined || (secret !== undefined && sameText(secret, app.secret)));
	if (!app || !proven) throw refuseOAuth('invalid_grant', 'unauthorized_client');
	return app;
}
