import { refuseScim } from './error';
import type { Call } from '../http/call';
import type { User } from '../state/model';
import type { SandboxState } from '../state/state';
import { withoutUndefined } from '../state/lifecycle';
import { withMeta } from './request';
import { isJson, type Json, keyOf } from './resource';

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The one of a list of addresses that counts: the primary, else the first. */
const chosenOf = (emails: readonly Json[]): Json | undefined =>
	emails.find(({ primary }) => primary === true) ?? emails[0];

function emailsView(user: User, kept: Json): Json[] {
	const emails = (kept.emails ?? []) as Json[];
	if (emails.length === 0) return [{ value: user.email, type: 'work', primary: true }];
	const chosen = chosenOf(emails);
	return emails.map((each) => (each === chosen ? { ...each, value: user.email } : each));
}

/**
 * A user as SCIM shows it, without `meta`: what only SCIM knows, and over it what the user really is.
 * Title and company are those of the default account.
 */
export function userResource(state: SandboxState, user: User): Json {
	const home = state.membershipIn(user.id, user.defaultAccountId);
	const { [ENTERPRISE]: kept, ...rest } = user.scim ?? {};
	const extension = withoutUndefined({ ...(kept as Json), organization: home?.companyName });
	const extended = Object.keys(extension).length > 0;
	return {
		...withoutUndefined({
			displayName: `${user.firstName} ${user.lastName}`.trim(),
			...rest,
			title: home?.jobTitle,
			externalId: user.externalId,
		}),
		schemas: extended ? [USER, ENTERPRISE] : [USER],
		id: user.id,
		userName: user.userName,
		name: { ...(rest.name as Json), givenName: user.firstName, familyName: user.lastName },
		emails: emailsView(user, rest),
		active: user.status !== 'closed',
		...(extended ? { [ENTERPRISE]: extension } : {}),
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
	/** The whole of it, for what only SCIM knows. */
	kept: Json;
}

/** The attributes of RFC 7643 section 4.1 and the enterprise extension, by lower-case name. */
const known = new Map(
	[
		'schemas id externalId meta userName name displayName nickName profileUrl title userType',
		'preferredLanguage locale timezone active emails phoneNumbers ims photos addresses',
		`entitlements roles x509Certificates groups ${ENTERPRISE}`,
	].flatMap((names) => names.split(' ').map((name) => [name.toLowerCase(), name] as const)),
);

/** Set by the server, whatever a client sends. */
const serverOwned = new Set(['schemas', 'id', 'meta', 'groups']);

/** What is kept as it came, under the names of the schema. Refuses attributes that the schema does not have. */
function keptAttributes(resource: Json): Json {
	const kept: Json = {};
	for (const [key, value] of Object.entries(resource)) {
		const name = known.get(key.toLowerCase());
		if (!name) throw refuseScim(400, `There is no attribute ${key}.`, 'invalidSyntax');
		if (!serverOwned.has(name)) kept[name] = value;
	}
	return kept;
}

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
	const chosen = chosenOf(list);
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
	const kept = keptAttributes(resource);
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
		kept,
	};
}
