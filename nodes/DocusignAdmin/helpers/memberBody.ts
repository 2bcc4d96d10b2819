import { invalidInput } from '../../shared/errors/input';
import { defined, idPublished } from '../api/contract/values';
import type { JsonObject, JsonValue } from '../../shared/http';
import { readList } from '../../shared/n8n/readers';

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
