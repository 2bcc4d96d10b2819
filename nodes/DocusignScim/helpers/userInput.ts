import type { UserFields } from '../api/records/user';
import { additionalUserFields } from '../descriptions/fields';
import { readGiven } from '../../shared/n8n/fields/fields';
import { readBoolean, readText } from '../../shared/n8n/fields/readers';
import type { JsonObject, JsonValue } from '../../shared/http';
import { jsonOf, required } from '../parameters';
import type { Item } from '../operation';

/** What fields say of a user; one that was left empty says nothing. */
export function userFieldsIn(given: JsonObject): UserFields {
	const { active, otherAttributes, ...texts } = given;
	const fields = Object.entries(texts).map(([field, value]) => [
		field,
		readText(value as JsonValue),
	]);
	return {
		...(Object.fromEntries(fields) as UserFields),
		active: readBoolean(active, 'Active'),
		attributes: jsonOf(otherAttributes, 'Other Attributes'),
	};
}

/** A whole user, to be created or put in the place of another, and what to tell of fields left empty. */
export function wholeUser(item: Item): { fields: UserFields; warnings: string[] } {
	const userName = required(item, 'userName', 'User Name');
	const email = readText(item.parameter('email'));
	const { given, warnings } = readGiven(item.parameter('additionalFields'), additionalUserFields);
	const fields = {
		...userFieldsIn(given),
		userName,
		givenName: readText(item.parameter('givenName')),
		familyName: readText(item.parameter('familyName')),
		// The user name is mostly the address, which then need not be given twice.
		email: email || (userName.includes('@') ? userName : undefined),
	};
	return { fields, warnings };
}
