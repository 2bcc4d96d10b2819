import { isObject, known, objectIn } from '../../../shared/json';
import type { JsonObject, JsonValue } from '../../../shared/http';
import { attributeOf, plainAttributes, truthOf } from './attributes';
import { withEmail } from './emails';
import { set, type PatchOperation } from '../patch';
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

/** The other attributes that are said of a user. */
const othersIn = ({ attributes = {} }: UserFields) => plainAttributes(attributes, USER_SCHEMA);

/** The body that creates a user. Who is created is active, unless it is said otherwise. */
export function newUser(fields: UserFields): JsonObject {
	return withSchemas({ active: true, ...attributesOf(fields) });
}

/**
 * The body that replaces a user (RFC 7644 section 3.5.1): what is not said of it is gone afterwards.
 * Its id stays, and so do two attributes unless they are mentioned: the external ID, by which the
 * identity provider knows the user, and whether the user is active, since a server may take its
 * absence for either.
 */
export function replacedUser(current: JsonObject, fields: UserFields): JsonObject {
	const kept = {
		externalId: fields.externalId === '' ? undefined : attributeOf(current, 'externalId'),
		active: truthOf(attributeOf(current, 'active')),
	};
	const user = { ...known(kept), ...attributesOf(fields) };
	return { ...withSchemas(user), id: attributeOf(current, 'id') };
}

/**
 * The steps that change what is said of a user and nothing else. What is inside another attribute is
 * set by its path: servers are seen that put an object in place of the whole of the old one.
 *
 * @param current the user as it is; needed where the e-mail address changes, since the list of
 * addresses is replaced as a whole: not every server can find one address of a list
 */
export function userChanges(fields: UserFields, current: JsonObject = {}): PatchOperation[] {
	const { email } = fields;
	const others = othersIn(fields);
	const mentioned = PLAIN_FIELDS.filter((field) => fields[field] !== undefined);
	const operations = mentioned.map((field) => set(PATHS[field], fields[field]));
	if (email !== undefined) {
		const emails = others.emails ?? attributeOf(current, 'emails');
		operations.push(set('emails', email && withEmail(emails, email)));
	}
	const taken = new Set(operations.map(({ path }) => path.toLowerCase()));
	const more = Object.entries(others).flatMap(([name, value]) => changesAt(name, value));
	return [...operations, ...more.filter(({ path }) => !taken.has(path.toLowerCase()))];
}

/** The steps that set an attribute, each attribute in it by its own path. */
function changesAt(path: string, value: JsonValue): PatchOperation[] {
	if (!isObject(value)) return [set(path, value)];
	const separator = isExtension(path) ? ':' : '.';
	return Object.entries(value).flatMap(([name, inner]) => {
		const at = `${path}${separator}${name}`;
		// An attribute of an extension may have some of its own.
		if (!isExtension(path) || !isObject(inner)) return [set(at, inner)];
		return Object.entries(inner).map(([sub, entry]) => set(`${at}.${sub}`, entry));
	});
}

/** The attributes as they stand in a user, without empty ones. */
export function attributesOf({ email, ...fields }: UserFields): JsonObject {
	const user = othersIn(fields);
	for (const field of PLAIN_FIELDS) {
		const [outer, inner] = PATHS[field].split('.');
		const value = fields[field];
		if (isEmpty(value)) continue;
		user[outer] = inner ? { ...objectIn(user[outer]), [inner]: value } : value;
	}
	if (email) user.emails = withEmail(user.emails, email);
	return user;
}

/** A resource names the schemas whose attributes it holds (RFC 7643 section 3). */
function withSchemas(user: JsonObject): JsonObject {
	const extensions = Object.keys(user).filter(isExtension);
	return { ...user, schemas: [USER_SCHEMA, ...extensions] };
}
