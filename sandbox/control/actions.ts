import type { ApiContract, JwtCredential } from '../credential';
import type { FaultAction, FaultSpec } from '../faults';
import { invalidBody, notFound } from '../http/answer';
import type { Recorder } from '../http/record';
import type { Sandbox } from '../sandbox';
import { isOption, type SandboxOptions } from '../options';
import type { UserChanges } from '../state/state';
import { setMembership } from './memberships';
import { requestsView } from './requests';
import { addUser, changeUser, listUsers } from './users';

/** A control call: `id` is the `:id` of a path that has one. */
export interface ControlCall {
	sandbox: Sandbox;
	recorder: Recorder;
	query: URLSearchParams;
	body: unknown;
	id: string;
}

interface FaultBody {
	match?: {
		method?: string;
		path?: string;
		pathPattern?: string;
		nth?: number;
		times?: number | null;
	};
	do: FaultAction;
}

/** JSON knows neither RegExp nor Infinity: `pathPattern`, and `times: null` for ever. */
function faultFrom({ match = {}, do: action }: FaultBody): FaultSpec {
	if (!action?.type || action.type === 'callback')
		throw invalidBody('The fault has no known type.');
	const { pathPattern, times, path, ...rest } = match;
	return {
		match: {
			...rest,
			...(pathPattern ? { path: new RegExp(pathPattern, 'i') } : path ? { path } : {}),
			times: times === null ? Infinity : times,
		},
		do: action,
	};
}

interface ConsentBody {
	action: 'grant' | 'grantAdmin' | 'revoke';
	integrationKey?: string;
	userId?: string;
	scopes?: string[];
}

function consent({ sandbox }: ControlCall, body: ConsentBody) {
	const { oauth, organizations } = sandbox.state;
	const credential = sandbox.credential();
	const { integrationKey = credential.integrationKey, userId, scopes } = body;
	const wanted = scopes ?? credential.requestedScopes.split(' ');
	if (body.action === 'grant') {
		oauth.grantConsent(integrationKey, userId ?? credential.userId, wanted);
	} else if (body.action === 'grantAdmin') {
		oauth.grantAdminConsent(integrationKey, [...organizations.keys()][0], wanted);
	} else if (body.action === 'revoke') {
		oauth.revokeConsent(integrationKey, userId, scopes);
	} else {
		throw invalidBody('action is neither grant, grantAdmin nor revoke.');
	}
	return { done: true };
}

/** Options of a body; a name that is none would change nothing, in silence. */
function optionsOf(body: unknown): Partial<SandboxOptions> {
	const options = (body ?? {}) as Partial<SandboxOptions>;
	const stranger = Object.keys(options).find((name) => !isOption(name));
	if (stranger !== undefined) throw invalidBody(`There is no option ${stranger}.`);
	return options;
}

function summary({ sandbox, recorder }: ControlCall) {
	const { state } = sandbox;
	return {
		url: sandbox.url,
		adminBaseUrl: sandbox.adminBaseUrl,
		cursorBaseUrl: sandbox.cursorBaseUrl,
		organizations: [...state.organizations.values()].map(({ adminIds, ...organization }) => ({
			...organization,
			adminIds: [...adminIds],
		})),
		accounts: [...state.accounts.values()].map(({ dsGroups, ...account }) => ({
			...account,
			dsGroups: dsGroups.size,
			members: state.membersOf(account.id).length,
		})),
		users: state.users.size,
		memberships: state.memberships.size,
		requests: recorder.total,
	};
}

function changeApp({ sandbox, id }: ControlCall, body: { redirectUris: string[] }) {
	const app = sandbox.state.oauth.apps.get(id);
	if (!app) throw notFound('APP_NOT_FOUND', 'There is no such app.');
	app.redirectUris = body.redirectUris;
	return { integrationKey: app.integrationKey, redirectUris: app.redirectUris };
}

/** `METHOD /path` below `/_sandbox` → what it does. Not recorded, not limited, no faults. */
export const controlActions: Record<string, (call: ControlCall) => unknown> = {
	'GET ': summary,
	'GET /requests': ({ recorder, query }) => requestsView(recorder, query),
	'DELETE /requests': ({ recorder }) => {
		recorder.clear();
		return { done: true };
	},
	'GET /users': ({ sandbox, query }) => listUsers(sandbox.state, query),
	'POST /users': ({ sandbox, body }) =>
		addUser(sandbox.state, body as Parameters<typeof addUser>[1]),
	'POST /users/:id': ({ sandbox, body, id }) => changeUser(sandbox.state, id, body as UserChanges),
	'POST /users/:id/memberships': ({ sandbox, body, id }) =>
		setMembership(sandbox.state, id, body as Parameters<typeof setMembership>[2]),
	'DELETE /users/:id': ({ sandbox, id }) => {
		sandbox.state.removeUser(id);
		return { done: true };
	},
	'POST /reset': ({ sandbox, recorder, body }) => {
		sandbox.reset(optionsOf(body));
		recorder.clear();
		return { done: true };
	},
	'POST /options': ({ sandbox, body }) => {
		sandbox.configure(optionsOf(body));
		return { done: true };
	},
	'GET /faults': ({ sandbox }) => ({
		faults: sandbox.faults.list().map(({ do: action, seen, hits }) => ({ do: action, seen, hits })),
	}),
	'POST /faults': ({ sandbox, body }) => {
		const specs = (Array.isArray(body) ? body : [body]) as FaultBody[];
		for (const spec of specs) sandbox.faults.add(faultFrom(spec));
		return { added: specs.length };
	},
	'DELETE /faults': ({ sandbox }) => {
		sandbox.faults.clear();
		return { done: true };
	},
	'POST /clock': ({ sandbox, body }) => {
		sandbox.clock.advance((body as { advanceMs: number }).advanceMs);
		return { now: sandbox.clock.now() };
	},
	'POST /consent': (call) => consent(call, call.body as ConsentBody),
	'POST /tokens/expire': ({ sandbox }) => {
		sandbox.state.oauth.expireAccessTokens();
		return { done: true };
	},
	'POST /tokens/revoke': ({ sandbox }) => {
		sandbox.state.oauth.revokeRefreshTokens();
		return { done: true };
	},
	'POST /apps/:id': (call) => changeApp(call, call.body as { redirectUris: string[] }),
	'GET /credential': ({ sandbox, query }) =>
		sandbox.credential(Object.fromEntries(query) as Partial<JwtCredential>),
	'GET /credential/oauth2': ({ sandbox, query }) =>
		sandbox.oauth2Credential({
			apiContract: (query.get('apiContract') ?? 'openApi') as ApiContract,
		}),
	'GET /credential/scim': ({ sandbox }) => sandbox.scimCredential(),
};
