import type { JsonObject } from '../../../shared/http';
import { without } from '../../../shared/json';
import { addressOf } from '../../api/users/userRecord';
import { normalizedUser } from '../../record/user';

/**
 * A user as the state of a roster has them: with an address only where Docusign shows one. The name of a user
 * may be an address that they had before.
 */
export function stateRecord(record: JsonObject): JsonObject {
	const user = normalizedUser(record);
	return addressOf(record) === undefined ? without(user, ['email']) : user;
}

/**
 * The same of one who was looked up by an address, which is theirs: a record that shows no closed memberships
 * shows no address of somebody who is closed everywhere.
 */
export const recordFoundBy =
	(email: string) =>
	(record: JsonObject): JsonObject =>
		stateRecord(addressOf(record) === undefined ? { ...record, email } : record);
