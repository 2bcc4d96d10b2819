import { defined } from '../../shared/json';

import type { UserFacts, MembershipFacts, OperationId } from '../api/contract';
import { notConfirmed, emailAmbiguous } from '../api/errors/failures';
import type { JsonObject } from '../../shared/http';
import type { PlannedWrite } from './plannedWrites';
import { isSameId } from '../api/ids';
import type { Session } from '../api/client';
import {
	identify,
	isClosedMembership,
	isClosedUser,
	usersByEmail,
	type UserReference,
} from '../api/users';

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

/** The memberships of a user that are not closed. */
export interface OpenMemberships {
	/** In accounts of the organization. */
	own: MembershipFacts[];
	/** In accounts of others, which a change in "all accounts" does not mean. */
	external: MembershipFacts[];
}

/** @returns undefined where the memberships are not known */
export function openMemberships({ memberships }: UserFacts): OpenMemberships | undefined {
	const open = memberships?.filter((membership) => !isClosedMembership(membership));
	return (
		open && {
			own: open.filter(({ is_external_account: isExternal }) => isExternal !== true),
			external: open.filter(({ is_external_account: isExternal }) => isExternal === true),
		}
	);
}

export const accountIdsOf = (memberships: MembershipFacts[]): string[] =>
	memberships.map(({ account_id: id }) => id);

/**
 * The user to close, and nobody else: where the contract closes everyone with an address, no other
 * open user may have it. The list of users is read for that, once a run.
 *
 * @throws ApiFailure `DOCUSIGN_EMAIL_AMBIGUOUS`
 */
export async function userToClose(
	client: Session,
	organizationId: string,
	reference: UserReference,
	operation: OperationId,
): Promise<UserFacts> {
	const { needs, byAddress } = client.demand(operation);
	const user = await identify(client, organizationId, reference, needs);
	if (!byAddress || user.email === undefined) return user;
	const known = await usersByEmail(client, organizationId, user.email);
	const open = known.filter((record) => !isClosedUser(record));
	const meant = user.id ?? open[0]?.id;
	const others = open.filter(({ id }) => !isSameId(id, meant));
	if (others.length === 0) return user;
	throw emailAmbiguous(
		user.email,
		[meant, ...others.map(({ id }) => id)],
		`${client.contract.title} closes all of them at once, so nobody was closed. Give them different addresses, or close the one in Docusign Admin.`,
	);
}
