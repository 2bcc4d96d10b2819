import type { OperationId, UserFacts } from '../api/contract';
import { emailAmbiguous } from '../api/errors/failures';
import { isSameId } from '../api/ids';
import type { Session } from '../api/client';
import { identify, usersByEmail, type UserReference } from '../api/users';
import { isOpenUser } from './userStatus';

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
	const open = known.filter(isOpenUser);
	const meant = user.id ?? open[0]?.id;
	const others = open.filter(({ id }) => !isSameId(id, meant));
	if (others.length === 0) return user;
	throw emailAmbiguous(
		user.email,
		[meant, ...others.map(({ id }) => id)],
		`${client.contract.title} closes all of them at once, so nobody was closed. Give them different addresses, or close the one in Docusign Admin.`,
	);
}
