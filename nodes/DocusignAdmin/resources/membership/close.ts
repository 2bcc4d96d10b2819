import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { closeNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf, userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { writing } from '../../helpers/plannedWrites';
import { closedUser, closeMemberships, userToClose } from '../../helpers/closing';
import { scimWarnings } from '../../helpers/scimManaged';

export const close: Operation = {
	name: 'Close',
	value: 'close',
	action: 'Close a membership',
	description: 'Close the membership of a user in one account',
	fields: [organizationLocator(), accountLocator(), userLocator(), closeNotice, changeOptions],
	work: writing({
		async plan(run) {
			const { client } = run;
			const organizationId = organizationIdOf(run);
			const accountId = accountIdOf(run);
			const reference = userReference(run);
			const operation = 'closeMemberships';
			const user = await userToClose(client, organizationId, reference, operation);
			return {
				facts: { organizationId, accountId, user },
				warnings: await scimWarnings(run, { operation, user, accountIds: [accountId] }),
				writes: [closeMemberships([accountId], operation)],
				result: ([answer]) => [{ account_id: accountId, ...closedUser(answer, user) }],
			};
		},
	}),
};
