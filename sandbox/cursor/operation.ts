import { accountOf, checkRights, organizationOf, userOf } from '../common/access';
import type { CursorOperation } from '../spec';
import { checkCursorCall, cursorOperation } from '../spec/cursor';
import { type Answer, invalidBody, invalidParameter } from '../http/answer';
import { type Call, jsonBody } from '../http/call';
import { authenticate } from '../oauth/caller';
import type { Account, Organization, User } from '../state/model';
import type { AccessToken } from '../state/oauthState';

/** A call on the cursor contract whose token, rights, path, query and body have passed. */
export interface CursorCall<T = undefined> extends Call {
	readonly token: AccessToken;
	readonly body: T;
}

/** One operation of the cursor contract and how it is carried out. */
export interface CursorHandler {
	readonly spec: CursorOperation;
	handle(call: Call): Answer | Promise<Answer>;
}

/** Ties an operation of the spec to its behaviour; what can be checked by the spec is, before `run`. */
export function cursor<T = undefined>(
	id: string,
	run: (call: CursorCall<T>) => Answer | Promise<Answer>,
): CursorHandler {
	const spec = cursorOperation(id);
	return {
		spec,
		handle: (call) => {
			const token = authenticate(call);
			checkRights(call, token, spec);
			const body = jsonBody(call);
			const [problem] = checkCursorCall(spec, call.query, body);
			if (problem?.startsWith('query')) throw invalidParameter(problem);
			if (problem) throw invalidBody(problem);
			return run({ ...call, token, body: body as T });
		},
	};
}

export const organizationIn = <T>(call: CursorCall<T>): Organization =>
	organizationOf(call, call.token);

export const accountIn = <T>(call: CursorCall<T>): Account => accountOf(call, organizationIn(call));

export const userIn = <T>(call: CursorCall<T>): User => userOf(call, organizationIn(call));
