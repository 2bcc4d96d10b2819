import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { activateNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf, userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { writing } from '../../helpers/plannedWrites';
import type { JsonObject } from '../../../shared/http';
import { identify } from '../../api/users/findUser';
import { activationJudgement } from '../../helpers/activation';
import { membershipIdIn } from '../../helpers/membershipId';
import { warningsBefore } from '../../helpers/beforeChange';
import { changing, USERS_OF_ACCOUNT } from '../../helpers/userCalls';

export const activate: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate membership',
	description:
		'Activate a membership without the email, for claimed domains; also reopens a closed one',
	// The list is asked for a membership's id that the profile does not show.
	calls: changing('activate a membership', USERS_OF_ACCOUNT, 'activateMembership'),
	fields: [organizationLocator(), accountLocator(), userLocator, activateNotice, changeOptions],
	work: writing({
		async plan(item) {
			const { client } = item;
			const organizationId = organizationIdOf(item);
			const accountId = accountIdOf(item);
			const { needs } = client.demand('activateMembership');
			const user = await identify(client, organizationId, userReference(item), needs);
			const membershipId = await membershipIdIn(client, organizationId, accountId, user);
			const operation = 'activateMembership';
			const judgement = activationJudgement({ client, organizationId, accountId, user });
			return {
				facts: { organizationId, accountId, user },
				warnings: await warningsBefore(item, { operation, user, accountIds: [accountId] }),
				writes: [{ operation, change: { membership_id: membershipId }, judgement }],
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
