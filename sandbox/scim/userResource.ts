import { refuseScim } from './error';
import type { Call } from '../http/call';
import type { User } from '../state/model';
import type { SandboxState } from '../state/state';
import { withMeta } from './request';
import { isJson, type Json, keyOf } from './resource';

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A user as SCIM shows it, without `meta`. Title and company are those of the default account. */
export function userResource(state: SandboxState, user: User): Json {
	const home = state.membershipIn(user.id, user.defaultAccountId);
	return {
		schemas: home?.companyName ? [USER, ENTERPRISE] : [USER],
		id: user.id,
		...(user.externalId === undefined ? {} : { externalId: user.externalId }),
		userName: user.userName,
		name: { givenName: user.firstName, familyName: user.lastName },
		displayName: `${user.firstName} ${user.lastName}`.trim(),
		emails: [{ value: user.email, type: 'work', primary: true }],
		active: user.status !== 'closed',
		...(home?.jobTitle ? { title: home.jobTitle } : {}),
		...(home?.companyName ? { [ENTERPRISE]: { organization: home.companyName } } : {}),
	};
}

export const fullUser = (call: Call, user: User): Json =>
	withMeta(call, userResource(call.backend.state, user), 'User', user);

/** What a client asks a user to be. */
export interface UserAttributes {
	userName: string;
	email: string;
	firstName: string;
	lastName: string;
	externalId?: string;
	active?: boolean;
	title?: string;
	company?: string;
}

const known = new Set([
	'schemas',
	'id',
	'externalid',
	'username',
	'name',
	'displayname',
	'emails',
	'active',
	'title',
	'meta',
	ENTERPRISE.toLowerCase(),
]);

const invalid = (detail: string) => refuseScim(400, detail, 'invalidValue');

function text(resource: Json, name: string): string | undefined {
	const value = resource[keyOf(resource, name) ?? ''];
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'string') throw invalid(`${name} is not text.`);
	return value;
}

function object(resource: Json, name: string): Json {
	const value = resource[keyOf(resource, name) ?? ''] ?? {};
	if (!isJson(value)) throw invalid(`${name} is not an object.`);
	return value;
}

/** The primary address, else the first, else the user name where it is one. */
function emailOf(resource: Json, userName: string): string {
	const list = resource[keyOf(resource, 'emails') ?? ''] ?? [];
	if (!Array.isArray(list) || !list.every(isJson))
		throw invalid('emails is not a list of objects.');
	const chosen = list.find(({ primary }) => primary === true) ?? list[0];
	const email = chosen ? text(chosen, 'value') : userName;
	if (!email?.includes('@')) throw invalid('An e-mail address is needed.');
	return email;
}

/** Reads a resource that a client sent, or that a PATCH made. Refuses what the schema does not have. */
export function readUser(resource: Json): UserAttributes {
	const { schemas } = resource;
	if (!Array.isArray(schemas) || !schemas.includes(USER)) {
		throw refuseScim(400, 'schemas does not name the User schema.', 'invalidSyntax');
	}
	const stranger = Object.keys(resource).find((key) => !known.has(key.toLowerCase()));
	if (stranger) throw refuseScim(400, `There is no attribute ${stranger}.`, 'invalidSyntax');
	const userName = text(resource, 'userName');
	if (!userName) throw invalid('userName is required.');
	const name = object(resource, 'name');
	const active = resource[keyOf(resource, 'active') ?? ''];
	// Some identity providers send "False"; a truth value is what the schema asks for.
	if (active !== undefined && typeof active !== 'boolean')
		throw invalid('active is not a truth value.');
	return {
		userName,
		email: emailOf(resource, userName),
		firstName: text(name, 'givenName') ?? '',
		lastName: text(name, 'familyName') ?? '',
		externalId: text(resource, 'externalId'),
		active,
		title: text(resource, 'title'),
		company: text(object(resource, ENTERPRISE), 'organization'),
	};
}
