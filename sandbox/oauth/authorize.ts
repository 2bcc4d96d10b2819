import type { Answer } from '../http/answer';
import { type Call, formBody } from '../http/call';
import type { User } from '../state/model';
import { type AuthorizeRequest, authorizeRequest, redirect } from './authorizeRequest';
import { chooseUserPage, consentPage, errorPage, loginPage } from './pages';
import { sessionUser, startSession } from './session';

const step = (call: Call, path: string): string => `/oauth/auth${path}?${call.query}`;

/** The address to come back to once somebody is logged in, who then need not log in again. */
function resume(call: Call): string {
	const query = new URLSearchParams(call.query);
	query.delete('prompt');
	return `/oauth/auth?${query}`;
}

function hasConsented(call: Call, request: AuthorizeRequest, user: User): boolean {
	const { oauth } = call.backend.state;
	const { integrationKey } = request.app;
	const own = oauth.consentOf(integrationKey, user.id);
	const everyone = oauth.adminConsentOf(integrationKey, user.organizationId);
	const claimed = call.backend.state.isClaimed(user.organizationId, user.email);
	return (
		request.scopes.every((scope) => own.has(scope) || (claimed && everyone.has(scope))) &&
		request.adminScopes.every((scope) => everyone.has(scope))
	);
}

function isAdministrator(call: Call, user: User): boolean {
	const organization = call.backend.state.organizations.get(user.organizationId);
	return organization?.adminIds.has(user.id) ?? false;
}

function grantCode(call: Call, request: AuthorizeRequest, user: User): Answer {
	const code = call.backend.state.oauth.issueCode({
		integrationKey: request.app.integrationKey,
		userId: user.id,
		scopes: request.scopes,
		redirectUri: request.redirectUri,
		codeChallenge: request.codeChallenge,
	});
	return redirect(request, { code });
}

/** GET /oauth/auth: login, then consent, then back to the app; steps that are done are skipped. */
export function authorize(call: Call): Answer {
	const request = authorizeRequest(call);
	const user = call.query.get('prompt') === 'login' ? undefined : sessionUser(call);
	if (!user) return loginPage(step(call, '/login'), call.query.get('login_hint') ?? '');
	const asked = request.adminScopes.length > 0;
	if (asked && !isAdministrator(call, user)) {
		return errorPage(
			'access_denied',
			'Only an administrator of the organization can consent here.',
		);
	}
	if (hasConsented(call, request, user)) return grantCode(call, request, user);
	const scopes = asked ? request.adminScopes : request.scopes;
	return consentPage(step(call, '/consent'), request.app, user, scopes, asked);
}

/** POST /oauth/auth/login: a user of any organization, told by the address. */
export function login(call: Call): Answer {
	authorizeRequest(call);
	const form = formBody(call) ?? new URLSearchParams();
	const email = form.get('email') ?? '';
	const { organizations } = call.backend.state;
	const users = [...organizations.keys()]
		.flatMap((id) => call.backend.state.usersByEmail(id, email))
		.filter(({ status }) => status === 'active');
	const chosen = form.get('user_id');
	const user = users.length === 1 ? users[0] : users.find(({ id }) => id === chosen);
	if (users.length > 1 && !user) return chooseUserPage(step(call, '/login'), email, users);
	if (!user) return loginPage(step(call, '/login'), email, 'No active user has this address.');
	return {
		status: 302,
		headers: { location: resume(call), 'set-cookie': startSession(call, user) },
	};
}

/** POST /oauth/auth/consent: records the decision and goes back to the app. */
export function decide(call: Call): Answer {
	const request = authorizeRequest(call);
	const user = sessionUser(call);
	if (!user) return { status: 302, headers: { location: resume(call) } };
	if (formBody(call)?.get('decision') !== 'allow')
		return redirect(request, { error: 'access_denied' });
	const { oauth } = call.backend.state;
	const { integrationKey } = request.app;
	if (request.adminScopes.length > 0) {
		if (!isAdministrator(call, user)) return redirect(request, { error: 'access_denied' });
		oauth.grantAdminConsent(integrationKey, user.organizationId, request.adminScopes);
	}
	oauth.grantConsent(integrationKey, user.id, request.scopes);
	return grantCode(call, request, user);
}
