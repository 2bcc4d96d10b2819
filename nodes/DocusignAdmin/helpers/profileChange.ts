import { defined } from '../../shared/json';
import { federatedStatusToSend, languagePublished, idPublished } from '../api/contract/values';
import type { JsonObject, JsonValue } from '../../shared/http';
import { isBlank, isNoId, readBoolean, readList, readText } from '../../shared/n8n/fields/readers';
import { invalidInput } from '../../shared/errors/input';
import { optionalAccountId } from '../parameters';

/**
 * The values of a user in their published spelling, so that a workflow which gives them as the
 * other contract spells them reads the same everywhere.
 */
export const userBody = (fields: JsonObject): JsonObject =>
	defined({
		user_name: textOf(fields.userName),
		first_name: textOf(fields.firstName),
		last_name: textOf(fields.lastName),
		access_code: textOf(fields.accessCode),
		default_account_id: optionalAccountId(fields.defaultAccountId, 'Default Account'),
		language_culture: isBlank(fields.languageCulture)
			? undefined
			: languagePublished(fields.languageCulture),
		federated_status: isBlank(fields.federatedStatus)
			? undefined
			: federatedStatusToSend(fields.federatedStatus),
		auto_activate_memberships: readBoolean(
			fields.autoActivateMemberships,
			'Auto Activate Memberships',
		),
	});

const textOf = (value: JsonValue) => readText(value) || undefined;

/** A permission profile or group id: Docusign numbers them, a name will not do. */
function reference(value: JsonValue, label: string): JsonObject {
	const text = readText(value);
	if (!isNoId(text) && /^[\w-]+$/.test(text)) return { id: idPublished(text) };
	throw invalidInput(
		`'${label}' wants an ID, not a name: ${text}`,
		'Choose it from the list, or look it up with Get Many.',
	);
}

/**
 * What a user is in one account, on the published wire:
 * `{permission_profile: {id}, groups: [{id}], job_title, company_name}`. Fields that are not given
 * are left out, so that Docusign keeps what it has.
 *
 * @param cleared names of fields that are emptied
 */
export function memberBody(fields: JsonObject, cleared: readonly string[] = []): JsonObject {
	const textOrCleared = (name: string) =>
		cleared.includes(name) ? '' : readText(fields[name]) || undefined;
	const profile = fields.permissionProfileId;
	return defined({
		permission_profile: isBlank(profile) ? undefined : reference(profile, 'Permission Profile'),
		groups: groupsOf(fields.groupIds, cleared.includes('groupIds')),
		job_title: textOrCleared('jobTitle'),
		company_name: textOrCleared('companyName'),
	});
}

const GROUPS = 'Group Names or IDs';

/** A list that came out empty takes nobody out of the groups: only clearing does. */
function groupsOf(value: JsonValue, isCleared: boolean): JsonObject[] | undefined {
	if (isCleared) return [];
	const ids = readList(value, GROUPS);
	return ids.length === 0 ? undefined : ids.map((id) => reference(id, GROUPS));
}
