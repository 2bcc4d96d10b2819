import { simplify } from '../../../shared/n8n/fields/descriptions';
import { defined, objectIn } from '../../../shared/json';
import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { activateNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf, userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { writing } from '../../helpers/plannedWrites';
import type { JsonObject } from '../../../shared/http';
import { isMembershipStatus } from '../../record/lifecycle';
import { outputOf } from '../../helpers/written/writtenRecord';
import { rememberedUser } from '../../api/users/users';
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
	fields: [
		organizationLocator(),
		accountLocator(),
		userLocator,
		activateNotice,
		simplify,
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
			const warnings = await warningsBefore(item, { operation, user, accountIds: [accountId] });
			const before = await rememberedUser(client, organizationId, user);
			const judgement = activationJudgement({ client, organizationId, accountId, user });
			const membership = { account_id: accountId, membership_id: membershipId };
			return {
				facts: { organizationId, accountId, user },
				warnings,
				writes: [{ operation, change: { membership_id: membershipId }, judgement }],
				result: async ([answer]) => [
					await outputOf(item, {
						organizationId,
						raw: { id: user.id, ...membership, ...(answer as JsonObject) },
						keeps: ['membership_id'],
						// It speaks of the membership, and not of the user.
						answers: [],
						before,
						profile: defined({ id: user.id, email: user.email }),
						members: [{ ...membership, status: statusIn(answer) ?? null }],
						accountId,
						movesStatus: true,
					}),
				],
			};
		},
	}),
};

/** The membership's status where the answer shows it: the word is not documented. */
function statusIn(answer: unknown): string | undefined {
	const { status } = objectIn(answer);
	return typeof status === 'string' && isMembershipStatus(status)
		? status.trim().toLowerCase()
		: undefined;
}
