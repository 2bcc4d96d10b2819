import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { activateNotice, scimNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf, userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { writing } from '../../helpers/plannedWrites';
import type { JsonObject } from '../../../shared/http';
import type { AdminClient } from '../../api/client';
import type { UserFacts } from '../../api/contract';
import { createFailure } from '../../api/errors/catalogue';
import { isSameId } from '../../api/ids';
import { identify } from '../../api/findUser';
import { usersRequest } from '../../api/userRecord';
import { warningsBefore } from '../../helpers/beforeChange';
import { changing, USERS_OF_ACCOUNT } from '../../helpers/userCalls';

export const activate: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate a membership',
	description:
		'Activate a membership without the email, for claimed domains; also reopens a closed one',
	// The list is asked for a membership's id that the profile does not show.
	calls: changing('activate a membership', USERS_OF_ACCOUNT, 'activateMembership'),
	fields: [
		organizationLocator(),
		accountLocator(),
		userLocator,
		activateNotice,
		scimNotice,
		changeOptions,
	],
	work: writing({
		async plan(item) {
			const { client } = item;
			const organizationId = organizationIdOf(item);
			const accountId = accountIdOf(item);
			const { needs } = client.demand('activateMembership');
			const user = await identify(client, organizationId, userReference(item), needs);
			const membershipId = await membershipIdIn(client, organizationId, accountId, user);
			const operation = 'activateMembership';
			return {
				facts: { organizationId, accountId, user },
				warnings: await warningsBefore(item, { operation, user, accountIds: [accountId] }),
				writes: [{ operation, change: { membership_id: membershipId } }],
				result: ([answer]) => [
					{
						id: user.id,
						account_id: accountId,
						membership_id: membershipId,
						...(answer as JsonObject),
					},
				],
			};
		},
	}),
};

/**
 * The id of a user's membership in an account. Profiles carry it, but have not always: then it is
 * in the account's user list.
 *
 * @throws ApiFailure `DOCUSIGN_MEMBERSHIP_NOT_FOUND`
 */
async function membershipIdIn(
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
