import { type Answer, Refusal } from '../http/answer';
import type { Call } from '../http/call';
import { listSchemas, serviceProviderConfig } from './discovery';
import { refuseScim } from './error';
import { createGroup, getGroup, listGroups, patchGroup } from './groups';
import { authenticate, type ScimCall } from './request';
import { createScimUser, getUser, listUsers, patchUser, replaceUser } from './users';

/** `METHOD /path` below `/scim/v2` → operation. The server deletes nothing, and replaces no groups. */
const operations: Record<string, (call: ScimCall) => Answer> = {
	'GET /Users': listUsers,
	'POST /Users': createScimUser,
	'GET /Users/:id': getUser,
	'PUT /Users/:id': replaceUser,
	'PATCH /Users/:id': patchUser,
	'GET /Groups': listGroups,
	'POST /Groups': createGroup,
	'GET /Groups/:id': getGroup,
	'PATCH /Groups/:id': patchGroup,
	'GET /ServiceProviderConfig': serviceProviderConfig,
	'GET /Schemas': listSchemas,
};

const absent = ['DELETE /Users/:id', 'PUT /Groups/:id', 'DELETE /Groups/:id'];

const notOffered = (): Answer => {
	throw refuseScim(405, 'This server does not offer this operation.');
};

/** A refusal with the status that the sandbox is set to; anything else as it is. */
function restated(error: unknown, { backend }: Call): unknown {
	const { scimErrorStatus: status } = backend.options;
	if (!(error instanceof Refusal) || status === 'real') return error;
	return new Refusal({ ...error.answer, status });
}

function answered(call: Call, run: (call: ScimCall) => Answer): Answer {
	try {
		return run(authenticate(call));
	} catch (error) {
		throw restated(error, call);
	}
}

export interface ScimRoute {
	method: string;
	path: string;
	operation: string;
	produce: (call: Call) => Answer;
}

export const scimRoutes: readonly ScimRoute[] = [
	...Object.entries(operations),
	...absent.map((key) => [key, notOffered] as const),
].map(([key, run]) => {
	const [method, path] = key.split(' ');
	return {
		method,
		path: `/scim/v2${path}`,
		operation: `scim.${key}`,
		produce: (call) => answered(call, run),
	};
});
