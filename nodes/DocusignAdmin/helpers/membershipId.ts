import type { UserFacts } from '../api/contract';
import { createFailure } from '../api/errors/catalogue';
import { isSameId } from '../api/ids';
import type { AdminClient } from '../api/client';
import { usersRequest } from '../api/users';

/**
 * The id of a user's membership in an account. Profiles carry it, but have not always: then it is
 * in the account's user list.
 *
 * @throws ApiFailure `DOCUSIGN_MEMBERSHIP_NOT_FOUND`
 */
export async function membershipIdIn(
	client: AdminClient,
	organizationId: string,
	accountId: string,
	user: UserFacts,
): Promise<string> {
	const membership = user.memberships?.find(({ account_id: id }) => isSameId(id, accountId));
	const id =
		membership && (membership.id ?? (await listedId(client, organizationId, accountId, user)));
	if (id) return id;
	throw createFailure('DOCUSIGN_MEMBERSHIP_NOT_FOUND', {
		operation: 'activate the membership',
		user: user.email ?? user.id,
		account: accountId,
	});
}

async function listedId(
	client: AdminClient,
	organizationId: string,
	accountId: string,
	{ id, email }: UserFacts,
): Promise<string | undefined> {
	const request = usersRequest(organizationId, { account_id: accountId, email });
	const users = await client.read('getUsers', request, { organizationId, accountId });
	const listed = users.find((user) => isSameId(user.id, id))?.membership_id;
	return typeof listed === 'string' ? listed : undefined;
}
