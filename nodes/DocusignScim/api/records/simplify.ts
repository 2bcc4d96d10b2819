import { known, objectIn, objectsIn } from '../../../shared/json';
import type { JsonObject } from '../../../shared/http';
import { attributeOf, truthOf } from './attributes';
import { emailOf } from './emails';

/** Where a user stands, in the word that the record of the Admin node has for it; unknown where it is not told. */
export const lifecycleOf = (active: boolean | undefined) =>
	active === undefined ? undefined : active ? 'active' : 'closed';

/** A user in one flat record; an attribute without a value tells nothing. */
export function simplifyUser(user: JsonObject): JsonObject {
	const name = objectIn(attributeOf(user, 'name'));
	const active = attributeOf(user, 'active');
	return known({
		id: attributeOf(user, 'id'),
		userName: attributeOf(user, 'userName'),
		givenName: attributeOf(name, 'givenName'),
		familyName: attributeOf(name, 'familyName'),
		email: emailOf(user),
		active: truthOf(active) ?? active,
		lifecycle: lifecycleOf(truthOf(active)),
		displayName: attributeOf(user, 'displayName'),
		externalId: attributeOf(user, 'externalId'),
		...timesOf(user),
	});
}

/** A group in one record, its members as `{id, displayName}`. */
export function simplifyGroup(group: JsonObject): JsonObject {
	const shown = attributeOf(group, 'members');
	const members = Array.isArray(shown)
		? objectsIn(shown).map((member) =>
				known({
					id: attributeOf(member, 'value'),
					displayName: attributeOf(member, 'display'),
				}),
			)
		: undefined;
	return known({
		id: attributeOf(group, 'id'),
		displayName: attributeOf(group, 'displayName'),
		externalId: attributeOf(group, 'externalId'),
		members,
		...timesOf(group),
	});
}

function timesOf(record: JsonObject): JsonObject {
	const meta = objectIn(attributeOf(record, 'meta'));
	return {
		created: attributeOf(meta, 'created'),
		lastModified: attributeOf(meta, 'lastModified'),
	};
}
