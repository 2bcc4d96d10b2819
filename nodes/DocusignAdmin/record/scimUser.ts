import type { JsonObject, JsonValue } from '../../shared/http';
import { known, objectIn, objectsIn } from '../../shared/json';

/** RFC 7643, section 4.1. */
export const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
/** RFC 7643, section 4.3. */
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
/** What neither of them has a place for, under Docusign's own names. */
export const EXTENSION = 'urn:n8n-nodes-docusign-admin:scim:schemas:1.0:User';

/** One field of the record and its place in the SCIM user. */
export interface Mapped {
	/** The record's field. */
	field: string;
	/** Attribute names from the root of the SCIM user. */
	path: readonly string[];
	toScim?: (value: JsonValue) => JsonValue;
}

const address = (value: JsonValue): JsonValue => [{ value, type: 'work', primary: true }];

/** RFC 7643 wants a language tag of RFC 5646: `pt-BR` for Docusign's `pt_BR`. */
const tag = (value: JsonValue): JsonValue => String(value).replaceAll('_', '-');

/** The fields that the core and the enterprise schema have a place for; docs/record.md lists them. */
export const MAPPED: readonly Mapped[] = [
	{ field: 'id', path: ['id'] },
	{ field: 'user_name', path: ['userName'] },
	{ field: 'first_name', path: ['name', 'givenName'] },
	{ field: 'last_name', path: ['name', 'familyName'] },
	{ field: 'email', path: ['emails'], toScim: address },
	{ field: 'job_title', path: ['title'] },
	{ field: 'language_culture', path: ['preferredLanguage'], toScim: tag },
	{ field: 'created_on', path: ['meta', 'created'] },
	{ field: 'last_modified_on', path: ['meta', 'lastModified'] },
	{ field: 'company_name', path: [ENTERPRISE, 'organization'] },
];

const byField = new Map(MAPPED.map((entry) => [entry.field, entry]));

/** Who may use an account of the organization: everybody who is not closed or disabled. */
const isActive = (lifecycle: JsonValue): JsonValue =>
	lifecycle === undefined ? undefined : !['closed', 'disabled'].includes(String(lifecycle));

/** What a SCIM client expects to read at their usual places; the extension has them whole. */
const derived = ({ lifecycle, memberships, user_name, first_name, last_name }: JsonObject) => {
	const shown = objectsIn(memberships);
	const groups = shown.flatMap((membership) =>
		objectsIn(membership.groups).map(({ id, name }) => known({ value: String(id), display: name })),
	);
	const roles = shown
		.map(({ permission_profile: profile }) => objectIn(profile))
		.filter(({ id }) => id !== undefined)
		.map(({ id, name }) => known({ value: String(id), display: name }));
	const full = [first_name, last_name].filter(Boolean).join(' ');
	return known({
		active: isActive(lifecycle),
		displayName: full || user_name,
		groups: groups.length > 0 ? groups : undefined,
		roles: roles.length > 0 ? roles : undefined,
	});
};

function put(target: JsonObject, [name, ...rest]: readonly string[], value: JsonValue): void {
	if (rest.length === 0) target[name] = value;
	else put((target[name] ??= {}) as JsonObject, rest, value);
}

/**
 * The record as a SCIM core User (RFC 7643, section 4.1) with the enterprise extension and one for the rest.
 *
 * @param record as `normalizedUser` gives it
 */
export function scimUserOf(record: JsonObject): JsonObject {
	const scim: JsonObject = { schemas: [CORE], ...derived(record) };
	const rest: JsonObject = {};
	for (const [field, value] of Object.entries(record)) {
		const mapped = byField.get(field);
		if (mapped) put(scim, mapped.path, mapped.toScim ? mapped.toScim(value) : value);
		else rest[field] = value;
	}
	put(scim, ['meta', 'resourceType'], 'User');
	if (Object.keys(rest).length > 0) scim[EXTENSION] = rest;
	scim.schemas = [CORE, ...[ENTERPRISE, EXTENSION].filter((urn) => scim[urn] !== undefined)];
	return scim;
}
