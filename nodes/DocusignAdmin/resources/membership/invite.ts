import { defined, objectIn } from '../../../shared/json';
import { VERBS } from '../../api/contract/verbs';
import { createFailure } from '../../api/errors/catalogue';
import { identify } from '../../api/users/findUser';
import { simplify } from '../../../shared/n8n/fields/descriptions';
import type { JsonObject } from '../../../shared/http';
import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { scimNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import { warningsBefore } from '../../helpers/beforeChange';
import { nextStep } from '../../helpers/written/nextStep';
import { outputOf } from '../../helpers/written/writtenRecord';
import { pick } from '../../roster/view';
import { writing } from '../../helpers/plannedWrites';
import { demandOpen, standingOf, type Standing } from '../../helpers/standing';
import { changing } from '../../helpers/userCalls';
import type { Operation } from '../../operation';
import { accountIdOf, organizationIdOf, userReference } from '../../parameters';

const OPERATION = 'inviteMember';

/** Why nothing could come of another e-mail; undefined where nothing speaks against it. */
function against({ membership }: Standing): string | undefined {
	if (membership?.status === 'active') {
		return 'the membership is active, so that there is nothing left to accept';
	}
	return membership?.status === 'disabled'
		? 'the membership is disabled: Docusign Admin can enable it, and the API cannot'
		: undefined;
}

/** What is known of the membership afterwards: one that was never sent an e-mail has another status by now. */
const invited = ({ membership = {} }: Standing): JsonObject => ({
	...pick(membership, ['account_name', 'membership_id', 'permission_profile']),
	status: membership.status === 'activation_sent' ? membership.status : null,
});

/**
 * @returns what to warn of
 * @throws ApiFailure for who is no member, closed, active already, disabled or of another organization
 */
function examined(standing: Standing, account: string): string[] {
	const { whom: user, membership } = standing;
	demandOpen(standing, VERBS[OPERATION], account);
	if (!membership) {
		const facts = { operation: VERBS[OPERATION], user, account };
		throw createFailure('DOCUSIGN_MEMBERSHIP_NOT_FOUND', facts);
	}
	const said = against(standing);
	if (said !== undefined) {
		const operation = `${VERBS[OPERATION]} to`;
		throw createFailure('DOCUSIGN_CHANGE_HELD_BACK', { operation, user, said });
	}
	return membership.status === undefined
		? ['Docusign does not show whether the user has activated this membership already.']
		: [];
}

export const invite: Operation = {
	name: 'Invite',
	value: 'invite',
	action: 'Invite member again',
	description:
		'Send the activation email again to a user who has not activated a membership yet. A membership that is active or closed is an error.',
	calls: changing('send the activation again', OPERATION),
	fields: [
		organizationLocator(),
		accountLocator(),
		userLocator,
		scimNotice,
		simplify,
		changeOptions,
	],
	work: writing({
		async plan(item) {
			const { client } = item;
			const { needs } = client.demand(OPERATION);
			const organizationId = organizationIdOf(item);
			const accountId = accountIdOf(item);
			const standing = await standingOf(item, accountId);
			const untold = examined(standing, accountId);
			const user = await identify(client, organizationId, userReference(item), needs);
			const change = { operation: OPERATION, user, accountIds: [accountId] } as const;
			return {
				facts: { organizationId, accountId, user },
				warnings: [...untold, ...(await warningsBefore(item, change))],
				writes: [{ operation: OPERATION, change: { send_activation: true } }],
				result: async ([answer]) => [
					await outputOf(item, {
						organizationId,
						raw: defined({ id: user.id, ...objectIn(answer), account_id: accountId }),
						answers: [answer],
						before: standing.record,
						profile: defined({ id: user.id, email: user.email }),
						members: [{ account_id: accountId, ...invited(standing) }],
						accountId,
						says: nextStep,
					}),
				],
			};
		},
	}),
};
