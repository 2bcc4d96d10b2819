import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { closeNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf, userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { closedUser, closeMemberships } from '../../helpers/closing';
import { scimWarnings } from '../../helpers/scimCheck';
import { userToClose } from '../../helpers/userToClose';
import { changing, NAMESAKES } from '../../helpers/userCalls';

export const close: Operation = {
	name: 'Close',
	value: 'close',
	action: 'Close a membership',
	description: 'Close the membership of a user in one account',
	calls: changing('close a membership', NAMESAKES, 'closeMemberships'),
	fields: [organizationLocator(), accountLocator(), userLocator(), closeNotice, changeOptions],
	work: {
		kind: 'write',
		async plan(run) {
			const { session } = run;
			const organizationId = organizationIdOf(run);
			const accountId = accountIdOf(run);
			const reference = userReference(run);
			const operation = 'closeMemberships';
			const user = await userToClose(session, organizationId, reference, operation);
			return {
				facts: { organizationId, accountId, user },
				warnings: await scimWarnings(run, { operation, user, accountIds: [accountId] }),
				writes: [closeMemberships(organizationId, user, [accountId], operation)],
				result: ([answer]) => [{ account_id: accountId, ...closedUser(answer, user) }],
			};
		},
	},
};
