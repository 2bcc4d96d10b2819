import type { JsonObject, JsonValue } from '../../shared/http';
import { objectsIn } from '../../shared/json';
import { isSameId } from '../api/ids';
import { isSameAddress } from '../api/users/userRecord';
import { isEveryone } from '../roster/names';
import { isSameValue } from '../roster/view';
import { profileViewOf } from '../upsert/wanted';
import { normalizedUserOf } from './user';

const isText = (value: JsonValue): value is string => typeof value === 'string';

function isSame(field: string, sent: JsonValue, before: JsonValue): boolean {
	if (before === undefined || before === null) return false;
	if (field === 'email' && isText(sent) && isText(before)) return isSameAddress(sent, before);
	if (field !== 'groups') return isSameValue(field, sent, before);
	return isSameValue(
		field,
		sent,
		objectsIn(before).filter((group) => !isEveryone(group)),
	);
}

/**
 * The fields that a write has changed, by their names in a record: those that were sent, without those that had
 * the value before already. Of what was not shown before it is not known, so that it counts as changed.
 *
 * @param before the user as Docusign showed it; undefined where the write needed no look
 * @param profile what was sent of the user, in published names and values
 * @param members what was sent of memberships; without an `account_id` it is the same in all of them
 */
export function changedFields(
	before: JsonObject | undefined,
	profile: JsonObject,
	members: readonly JsonObject[],
): string[] {
	const record = before && normalizedUserOf(before, false);
	const view = { ...record, ...(before && profileViewOf(before, profile)) };
	const ofUser = Object.keys(profile).filter((name) => !isSame(name, profile[name], view[name]));
	const ofMembers = members.flatMap(({ account_id: accountId, ...sent }) => {
		const found = objectsIn(record?.memberships).find(({ account_id: id }) =>
			isSameId(id, accountId),
		);
		return Object.keys(sent).filter((name) => !isSame(name, sent[name], found?.[name]));
	});
	return [...new Set([...ofUser, ...ofMembers])].sort();
}
