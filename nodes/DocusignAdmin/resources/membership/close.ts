import { simplify } from '../../../shared/n8n/fields/descriptions';
import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { closeNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf, userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { closedOutput } from '../../helpers/written/closedOutput';
import { rememberedUser } from '../../api/users/users';
import { writing } from '../../helpers/plannedWrites';
import { closedUser, closeMemberships, userToClose } from '../../helpers/closing/closing';
import { warningsBefore } from '../../helpers/beforeChange';
import { changing, NAMESAKES } from '../../helpers/userCalls';

export const close: Operation = {
	name: 'Close',
	value: 'close',
	action: 'Close membership',
	description: 'Close the membership of a user in one account',
	calls: changing('close a membership', NAMESAKES, 'closeMemberships'),
	fields: [
		organizationLocator(),
		accountLocator(),
		userLocator,
		closeNotice,
		simplify,
		changeOptions,
	],
	work: writing({
		async plan(item) {
			const { client } = item;
			const organizationId = organizationIdOf(item);
			const accountId = accountIdOf(item);
			const reference = userReference(item);
			const operation = 'closeMemberships';
			const user = await userToClose(client, organizationId, reference, operation);
			const warnings = await warningsBefore(item, { operation, user, accountIds: [accountId] });
			const before = await rememberedUser(client, organizationId, user);
			return {
				facts: { organizationId, accountId, user },
				warnings,
				writes: [
					closeMemberships({ client, organizationId, operation, user, accountIds: [accountId] }),
				],
				async result([answer]) {
					const raw = { account_id: accountId, ...closedUser(answer, user) };
					const about = { organizationId, user, before, accountIds: [accountId] };
					return [await closedOutput(item, { ...about, raw })];
				},
			};
		},
	}),
};
