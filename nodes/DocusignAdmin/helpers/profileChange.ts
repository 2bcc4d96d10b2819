import { defined } from '../../shared/json';
import { federatedStatusPublished, languagePublished, idPublished } from '../api/contract/values';
import type { JsonObject, JsonValue } from '../../shared/http';
import { isBlank, readBoolean, readList } from '../../shared/n8n/readers';
import { invalidInput } from '../../shared/errors/input';

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
	if (typeof id === 'number' || /^(?!undefined$|null$)[\w-]+$/.test(String(id))) return { id };
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
		permission_profile: isBlank(profile) ? undefined : reference(profile, 'Permission Profile'),
		groups: isBlank(fields.groupIds)
			? undefined
			: readList(fields.groupIds, 'Groups').map((id) => reference(id, 'Groups')),
		job_title: fields.jobTitle,
		company_name: fields.companyName,
	});
}
