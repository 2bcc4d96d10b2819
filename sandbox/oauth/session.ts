import { randomBytes } from 'node:crypto';
import type { Call } from '../http/call';
import type { User } from '../state/model';

const COOKIE = 'sandbox_session';

/** Starts a browser session; returns the value of Set-Cookie. */
export function startSession(call: Call, user: User): string {
	const id = randomBytes(16).toString('hex');
	call.backend.state.oauth.sessions.set(id, user.id);
	return `${COOKIE}=${id}; Path=/oauth; HttpOnly; SameSite=Lax`;
}

/** Who is logged in, as long as that user is active. */
export function sessionUser(call: Call): User | undefined {
	const id = new RegExp(`(?:^|;\\s*)${COOKIE}=(\\w+)`).exec(call.headers.cookie ?? '')?.[1] ?? '';
	const { oauth, users } = call.backend.state;
	const user = users.get(oauth.sessions.get(id) ?? '');
	return user?.status === 'active' ? user : undefined;
}
