import { objectIn } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/http';
import { emailOf } from './emails';

/** Only what the record tells; an attribute without a value tells nothing. */
function known(fields: Array<[string, JsonValue]>): JsonObject {
	const record: JsonObject = {};
	for (const [name, value] of fields) {
		if (value !== undefined && value !== null) record[name] = value;
	}
	return record;
}

/** A user in one flat record. */
export function simplifyUser(user: JsonObject): JsonObject {
	const name = objectIn(user.name);
	const meta = objectIn(user.meta);
	return known([
		['id', user.id],
		['userName', user.userName],
		['givenName', name.givenName],
		['familyName', name.familyName],
		['email', emailOf(user)],
		['active', user.active],
		['displayName', user.displayName],
		['externalId', user.externalId],
		['created', meta.created],
		['lastModified', meta.lastModified],
	]);
}

/** A group in one record, its members as `{id, displayName}`. */
export function simplifyGroup(group: JsonObject): JsonObject {
	const meta = objectIn(group.meta);
	const members = Array.isArray(group.members) ? (group.members as JsonObject[]) : undefined;
	return known([
		['id', group.id],
		['displayName', group.displayName],
		['externalId', group.externalId],
		[
			'members',
			members?.map(({ value, display }) =>
				known([
					['id', value],
					['displayName', display],
				]),
			),
		],
		['created', meta.created],
		['lastModified', meta.lastModified],
	]);
}
