import { defined } from '../api/contract/values';
import type { UserFacts } from '../api/contract';
import { notConfirmed } from '../api/errors/failures';
import type { JsonObject } from '../../shared/http';
import type { PlannedWrite } from './plannedWrites';

/**
 * Closes memberships: those of the accounts given, or all.
 *
 * It is a DELETE with a body on the published wire, and closing is no deletion: the record stays
 * and the user can be activated again.
 */
export const closeMemberships = (
	organizationId: string,
	user: UserFacts,
	accountIds: string[] | undefined,
	operation: 'closeMemberships' | 'closeAllMemberships',
): PlannedWrite => ({
	operation,
	request: {
		method: 'DELETE',
		path: `/v2/organizations/${encodeURIComponent(organizationId)}/users/${encodeURIComponent(user.id ?? '')}/accounts`,
		body: defined({ accounts: accountIds?.map((id) => ({ id })) }),
	},
});

/** What a close says of a user who has nothing left to close. */
export const alreadyClosed = ({ id, email }: UserFacts): JsonObject => ({
	id,
	email,
	success: true,
	accounts: [],
	already_closed: true,
});

/**
 * The answer to a close as one record that says who was closed. The cursor contract answers with a
 * list of those it closed: a user who is not on it was not closed.
 *
 * @throws ApiFailure when the answer does not confirm the close
 */
export function closedUser(answer: unknown, user: UserFacts): JsonObject {
	const body = (answer ?? {}) as JsonObject;
	if (!Array.isArray(body.closed_users)) {
		return defined({ id: user.id, email: user.email, ...body });
	}
	const closed = (body.closed_users as JsonObject[]).find(
		({ user_email: email }) => String(email).toLowerCase() === user.email?.toLowerCase(),
	);
	if (!closed)
		throw notConfirmed('closeMemberships', `${user.email} is not among the closed users`);
	return closed;
}
