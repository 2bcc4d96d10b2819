import { known, objectIn } from '../../shared/json';
import type { JsonObject } from '../../shared/http';
import { emailOf } from './emails';

/** A user in one flat record; an attribute without a value tells nothing. */
export function simplifyUser(user: JsonObject): JsonObject {
	const { id, userName, active, displayName, externalId } = user;
	const { givenName, familyName } = objectIn(user.name);
	const { created, lastModified } = objectIn(user.meta);
	const email = emailOf(user);
	return known({
		id,
		userName,
		givenName,
		familyName,
		email,
		active,
		displayName,
		externalId,
		created,
		lastModified,
	});
}

/** A group in one record, its members as `{id, displayName}`. */
export function simplifyGroup(group: JsonObject): JsonObject {
	const { id, displayName, externalId } = group;
	const { created, lastModified } = objectIn(group.meta);
	const members = Array.isArray(group.members)
		? (group.members as JsonObject[]).map(({ value, display }) =>
				known({ id: value, displayName: display }),
			)
		: undefined;
	return known({ id, displayName, externalId, members, created, lastModified });
}
