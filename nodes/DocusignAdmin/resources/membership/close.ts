import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { closeNotice } from '../../descriptions/notices';
import { writeOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf, userReference } from '../../inputs';
import type { Operation } from '../../operation';
import { closedUser, closeMemberships } from '../closeRequest';
import { userToClose } from '../userToClose';

export const close: Operation = {
	name: 'Close',
	value: 'close',
	action: 'Close a membership',
	description: 'Close the membership of a user in one account',
	fields: [organizationLocator(), accountLocator(), userLocator(), closeNotice, writeOptions],
	work: {
		kind: 'write',
		async plan(run) {
			const { session } = run;
			const organizationId = organizationIdOf(run);
			const accountId = accountIdOf(run);
			const reference = userReference(run);
			const user = await userToClose(session, organizationId, reference, 'closeMemberships');
			return {
				facts: { organizationId, accountId, user },
				writes: [closeMemberships(organizationId, user, [accountId], 'closeMemberships')],
				result: ([answer]) => [{ account_id: accountId, ...closedUser(answer, user) }],
			};
		},
	},
};
