import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { writeOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf, userReference } from '../../inputs';
import type { Operation } from '../../operation';
import { identify } from '../../../shared/users';
import { closedUser, closeMemberships } from '../closeRequest';

export const close: Operation = {
	name: 'Close',
	value: 'close',
	action: 'Close a membership',
	description: 'Close the membership of a user in one account',
	fields: [organizationLocator(), accountLocator(), userLocator(), writeOptions],
	work: {
		kind: 'write',
		async plan(run) {
			const { session } = run;
			const organizationId = organizationIdOf(run);
			const accountId = accountIdOf(run);
			const { needs } = session.demand('closeMemberships');
			const user = await identify(session, organizationId, userReference(run), needs);
			return {
				facts: { organizationId, accountId, user },
				writes: [closeMemberships(organizationId, user, [accountId], 'closeMemberships')],
				result: ([answer]) => [{ account_id: accountId, ...closedUser(answer, user) }],
			};
		},
	},
};
