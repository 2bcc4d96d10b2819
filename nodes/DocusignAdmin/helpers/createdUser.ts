import type { JsonObject } from '../../shared/http';
import { isFailure } from '../api/errors/catalogue';
import { isSameId } from '../api/ids';
import { isClosedUser, usersByEmailNow } from '../api/users';
import { organizationIdOf } from '../parameters';
import type { Item } from '../operation';

/**
 * Looks for the user that a create without an answer may have made: an open user with the address.
 * Sending the create again would invite the person twice.
 */
export async function createdUser(
	item: Item,
	email: string,
	accounts: JsonObject[],
): Promise<JsonObject | undefined> {
	const organizationId = organizationIdOf(item);
	const found = await usersByEmailNow(item.client, organizationId, email).catch(nobody);
	return found.find((user) => !isClosedUser(user) && isMember(user, accounts));
}

/** Docusign may answer with 404 where it knows no user with the address. */
function nobody(error: unknown): JsonObject[] {
	if (isFailure(error, 'DOCUSIGN_USER_NOT_FOUND')) return [];
	throw error;
}

/** Whether the user belongs to the accounts; a contract that does not show them is taken at its word. */
function isMember(user: JsonObject, accounts: JsonObject[]): boolean {
	if (!Array.isArray(user.memberships)) return true;
	const memberships = user.memberships as JsonObject[];
	return accounts.every(({ id }) =>
		memberships.some((membership) => isSameId(membership.account_id, id)),
	);
}
