import type { UserFields } from '../api/user';
import { readBoolean, readCollection, readText } from '../../shared/n8n/readers';
import { jsonOf, required } from '../parameters';
import type { Item } from '../operation';

/** What a collection of fields says of a user; a field that was not added says nothing. */
export function userFieldsIn(item: Item, name: string): UserFields {
	const { active, otherAttributes, ...texts } = readCollection(item.parameter(name));
	const fields = Object.entries(texts).map(([field, value]) => [field, readText(value)]);
	return {
		...(Object.fromEntries(fields) as UserFields),
		active: readBoolean(active, 'Active'),
		attributes: jsonOf(otherAttributes, 'Other Attributes'),
	};
}

/** A whole user, to be created or put in the place of another. */
export function wholeUser(item: Item): UserFields {
	const userName = required(item, 'userName', 'User Name');
	const email = readText(item.parameter('email'));
	return {
		...userFieldsIn(item, 'additionalFields'),
		userName,
		givenName: readText(item.parameter('givenName')),
		familyName: readText(item.parameter('familyName')),
		// The user name is mostly the address, which then need not be given twice.
		email: email || (userName.includes('@') ? userName : undefined),
	};
}
