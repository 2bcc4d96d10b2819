import { invalidInput } from '../../../shared/errors/input';
import { defined, objectIn } from '../../../shared/json';
import { VERBS } from '../../api/contract/verbs';
import { createFailure } from '../../api/errors/catalogue';
import { simplify } from '../../../shared/n8n/fields/descriptions';
import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { scimNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import * as fields from '../../descriptions/userFields';
import { addedMember } from '../../helpers/creating/addedMember';
import { warningsBefore } from '../../helpers/beforeChange';
import { nextStep } from '../../helpers/written/nextStep';
import { outputOf } from '../../helpers/written/writtenRecord';
import { writing } from '../../helpers/plannedWrites';
import { memberBody } from '../../helpers/profileChange';
import { demandOpen, standingOf } from '../../helpers/standing';
import { changing, USERS_OF_ACCOUNT } from '../../helpers/userCalls';
import type { Operation } from '../../operation';
import { accountIdOf, organizationIdOf, userReference } from '../../parameters';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create membership',
	description:
		'Add a user of the organization to an account. Docusign sends an activation email. Someone who is in the account already, or is closed there, is an error.',
	// A closed membership is shown by the list alone, and to add the user then would open it.
	calls: changing('add a user to an account', USERS_OF_ACCOUNT, 'addUsers'),
	fields: [
		organizationLocator(),
		accountLocator(),
		userLocator,
		fields.permissionProfile,
		fields.groupIds,
		scimNotice,
		simplify,
		changeOptions,
	],
	work: writing({
		lock: (item) => `member:${organizationIdOf(item)}:${userReference(item).value.toLowerCase()}`,
		async plan(item) {
			const { client } = item;
			const operation = 'addUsers';
			client.demand(operation);
			const organizationId = organizationIdOf(item);
			const accountId = accountIdOf(item);
			const member = memberBody({
				permissionProfileId: item.parameter('permissionProfileId'),
				groupIds: item.parameter('groupIds'),
			});
			const standing = await standingOf(item, accountId);
			const { user, record, membership, whom } = standing;
			demandOpen(standing, VERBS[operation], accountId);
			if (membership) {
				const facts = { operation: VERBS[operation], user: whom, account: accountId };
				throw createFailure('DOCUSIGN_ALREADY_MEMBER', facts);
			}
			const { email } = user;
			if (email === undefined) {
				throw invalidInput(
					`Docusign does not show the e-mail address of the user ${user.id}, which this needs`,
					"Give the user by that, under 'By Email'.",
				);
			}
			return {
				facts: { organizationId, accountId, user },
				warnings: await warningsBefore(item, { operation, user, accountIds: [accountId] }),
				writes: [
					{
						operation,
						// Docusign tells users of one address apart by their names: the user's own means no other.
						change: defined({ email, user_name: record.user_name ?? undefined, ...member }),
						judgement: addedMember(client, { organizationId, accountId, email, user: record }),
					},
				],
				result: async ([answer]) => [
					await outputOf(item, {
						organizationId,
						raw: { ...objectIn(answer), id: user.id, account_id: accountId },
						answers: [answer],
						before: record,
						profile: { id: user.id, email },
						members: [{ account_id: accountId, ...member, status: null }],
						accountId,
						movesStatus: true,
						says: (shown) => ({ action: 'membershipAdded', ...nextStep(shown) }),
					}),
				],
			};
		},
	}),
};
