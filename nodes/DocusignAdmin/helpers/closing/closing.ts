import { defined, objectIn } from '../../../shared/json';

import type { UserFacts, OperationId } from '../../api/contract';
import { addressNotTold, emailAmbiguous, userNotFound } from '../../api/errors/failures';
import type { JsonObject } from '../../../shared/http';
import { closeJudgement, type Close } from './closeJudgement';
import type { PlannedWrite } from '../plannedWrites';
import { isSameId } from '../../api/ids';
import type { AdminClient } from '../../api/client';
import { identify, type UserReference } from '../../api/users/findUser';
import { isClosedMembership, isClosedUser, isExternalMembership } from '../../api/users/userRecord';
import { whoHas } from '../../api/users/whoHas';

/** Closes memberships: those of the accounts given, or all. */
export const closeMemberships = (close: Close): PlannedWrite => ({
	operation: close.operation,
	change: defined({ accounts: close.accountIds?.map((id) => ({ id })) }),
	judgement: closeJudgement(close),
});

/** The answer to a close as one record that says who was closed. */
export const closedUser = (answer: unknown, { id, email }: UserFacts): JsonObject =>
	defined({ id, email, ...objectIn(answer) });

/**
 * The memberships of a user that are not closed: `own` in accounts of the organization, `external` in
 * those of others, which a change in "all accounts" does not mean.
 *
 * @returns undefined where the memberships are not known
 */
export function openMemberships({ memberships }: UserFacts) {
	const open = memberships?.filter((each) => !isClosedMembership(each));
	return (
		open && {
			own: open.filter((each) => !isExternalMembership(each)),
			external: open.filter(isExternalMembership),
		}
	);
}

/**
 * The user to close, and nobody else: where the contract closes everyone with an address, no other
 * open user may have it. The list of users is read for that, once a run.
 *
 * @throws ApiFailure `DOCUSIGN_EMAIL_AMBIGUOUS`, `DOCUSIGN_ADDRESS_NOT_TOLD`, `DOCUSIGN_USER_NOT_FOUND`
 */
export async function userToClose(
	client: AdminClient,
	organizationId: string,
	reference: UserReference,
	operation: OperationId,
): Promise<UserFacts> {
	const { needs, byAddress } = client.demand(operation);
	const user = await identify(client, organizationId, reference, needs);
	if (!byAddress || user.email === undefined) return user;
	const holders = await whoHas(client, organizationId, user.email);
	if (holders.kind === 'notTold') {
		throw addressNotTold(
			user.email,
			`${client.contract.title} closes everyone with an address at once, so nobody was closed. Close this user in Docusign Admin.`,
		);
	}
	const known = holders.kind === 'users' ? holders.users : [];
	if (known.length === 0 && user.id === undefined) throw userNotFound(user.email);
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
