import type { Answer } from '../http/answer';
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
		produce: (call) => run(authenticate(call)),
	};
});
