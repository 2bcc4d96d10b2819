import { defined } from '../../shared/json';
import type { UserFacts } from '../api/contract';
import { federatedStatusPublished, languagePublished, idPublished } from '../api/contract/values';
import type { JsonObject, JsonValue } from '../../shared/http';
import type { PlannedWrite } from './plannedWrites';
import { readBoolean, readList } from '../../shared/n8n/readers';
import { invalidInput } from '../../shared/errors/input';

/** Requests of the published wire that change users, each in an envelope for many of them. */

const path = (organizationId: string, call: string) =>
	`/v2/organizations/${encodeURIComponent(organizationId)}/users/${call}`;

const named = ({ id, site_id }: UserFacts, change: JsonObject) =>
	defined({ id, site_id, ...change });

export const updateProfile = (
	organizationId: string,
	user: UserFacts,
	change: JsonObject,
	operation: 'updateUser' | 'updateMembership' = 'updateUser',
): PlannedWrite => ({
	operation,
	request: {
		method: 'POST',
		path: path(organizationId, 'profiles'),
		body: { users: [named(user, change)] },
	},
});

export const changeEmail = (
	organizationId: string,
	user: UserFacts,
	email: string,
): PlannedWrite => ({
	operation: 'updateEmailAddress',
	request: {
		method: 'POST',
		path: path(organizationId, 'email_addresses'),
		body: { users: [named(user, { email })] },
	},
});

/** The user in an answer: alone on one contract, as the first of a list on the other. */
export function updatedUser(answer: unknown): JsonObject {
	const body = (answer ?? {}) as JsonObject;
	return Array.isArray(body.users) ? ((body.users[0] ?? {}) as JsonObject) : body;
}

/**
 * The values of a user in their published spelling, so that a workflow which gives them as the
 * other contract spells them reads the same everywhere.
 */
export function publishedUserValues(user: JsonObject): JsonObject {
	const { federated_status: status, language_culture: language } = user;
	const activate = readBoolean(user.auto_activate_memberships, 'Auto Activate Memberships');
	return defined({
		...user,
		auto_activate_memberships: activate,
		federated_status: typeof status === 'string' ? federatedStatusPublished(status) : status,
		language_culture: typeof language === 'string' ? languagePublished(language) : language,
	});
}

/** A permission profile or group id: Docusign numbers them, a name will not do. */
function reference(value: JsonValue, label: string): JsonObject {
	const id = idPublished(typeof value === 'string' ? value.trim() : value);
	if (typeof id === 'number' || /^[\w-]+$/.test(String(id))) return { id };
	throw invalidInput(
		`'${label}' wants an ID, not a name: ${String(value)}`,
		'Choose it from the list, or look it up with Get Many.',
	);
}

/**
 * What a user is in one account, on the published wire:
 * `{permission_profile: {id}, groups: [{id}], job_title, company_name}`. Fields that are not given
 * are left out, so that Docusign keeps what it has.
 */
export function memberBody(fields: JsonObject): JsonObject {
	const profile = fields.permissionProfileId;
	return defined({
		permission_profile:
			profile === undefined || profile === ''
				? undefined
				: reference(profile, 'Permission Profile'),
		groups:
			fields.groupIds === undefined || fields.groupIds === ''
				? undefined
				: readList(fields.groupIds, 'Groups').map((id) => reference(id, 'Groups')),
		job_title: fields.jobTitle,
		company_name: fields.companyName,
	});
}
