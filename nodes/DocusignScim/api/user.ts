import { isObject } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/http';
import { withEmail } from './emails';
import { set, type PatchOperation } from './patch';
import { isExtension, USER_SCHEMA } from './schemas';

/**
 * What is said of a user. A field that is left out says nothing; an empty one says that the attribute
 * has no value.
 */
export interface UserFields {
	userName?: string;
	givenName?: string;
	familyName?: string;
	email?: string;
	displayName?: string;
	active?: boolean;
	externalId?: string;
	preferredLanguage?: string;
	title?: string;
	/** Any other attributes, as they stand in a user; those of an extension under its URI. */
	attributes?: JsonObject;
}

type PlainField = Exclude<keyof UserFields, 'email' | 'attributes'>;

/** Where a field stands in a user (RFC 7643 section 4.1). */
const PATHS: Record<PlainField, string> = {
	userName: 'userName',
	givenName: 'name.givenName',
	familyName: 'name.familyName',
	displayName: 'displayName',
	active: 'active',
	externalId: 'externalId',
	preferredLanguage: 'preferredLanguage',
	title: 'title',
};

const PLAIN_FIELDS = Object.keys(PATHS) as PlainField[];

const isEmpty = (value: JsonValue) => value === undefined || value === null || value === '';

/** The body that creates a user. Who is created is active, unless it is said otherwise. */
export function newUser(fields: UserFields): JsonObject {
	return withSchemas(attributesOf({ ...fields, active: fields.active ?? true }));
}

/**
 * The body that replaces a user (RFC 7644 section 3.5.1): what is not said of it is gone afterwards.
 * Its id stays, and so do two attributes unless they are mentioned: the external ID, by which the
 * identity provider knows the user, and whether the user is active, since a server may take its
 * absence for either.
 */
export function replacedUser(current: JsonObject, fields: UserFields): JsonObject {
	const kept: UserFields = {
		externalId: fields.externalId ?? (current.externalId as string | undefined),
		active: fields.active ?? (current.active as boolean | undefined),
	};
	return { ...withSchemas(attributesOf({ ...fields, ...kept })), id: current.id };
}

/**
 * The steps that change what is said of a user and nothing else.
 *
 * @param current the user as it is; needed where the e-mail address changes, since the list of
 * addresses is replaced as a whole: not every server can find one address of a list
 */
export function userChanges(fields: UserFields, current: JsonObject = {}): PatchOperation[] {
	const { email, attributes = {} } = fields;
	const mentioned = PLAIN_FIELDS.filter((field) => fields[field] !== undefined);
	const operations = mentioned.map((field) => set(PATHS[field], fields[field]));
	if (email !== undefined) {
		operations.push(set('emails', email && withEmail(current.emails, email)));
	}
	return [...operations, ...Object.entries(attributes).flatMap(attributeChange)];
}

/** An extension's attributes are set one by one, so that those not mentioned stay. */
function attributeChange([name, value]: [string, JsonValue]): PatchOperation[] {
	if (!isExtension(name) || !isObject(value)) return [set(name, value)];
	return Object.entries(value).map(([inner, entry]) => set(`${name}:${inner}`, entry));
}

/** The attributes as they stand in a user, without empty ones. */
export function attributesOf({ email, attributes = {}, ...fields }: UserFields): JsonObject {
	const user: JsonObject = { ...attributes };
	for (const field of PLAIN_FIELDS) {
		const [outer, inner] = PATHS[field].split('.');
		const value = fields[field];
		if (isEmpty(value)) continue;
		user[outer] = inner ? { ...(isObject(user[outer]) ? user[outer] : {}), [inner]: value } : value;
	}
	if (email) user.emails = withEmail(user.emails, email);
	return user;
}

/** A resource names the schemas whose attributes it holds (RFC 7643 section 3). */
function withSchemas(user: JsonObject): JsonObject {
	const extensions = Object.keys(user).filter(isExtension);
	return { ...user, schemas: [USER_SCHEMA, ...extensions] };
}
