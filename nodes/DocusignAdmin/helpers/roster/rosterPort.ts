import type { JsonObject } from '../../../shared/http';
import type { AdminClient } from '../../api/client';
import { whoHas, whoHasNow } from '../../api/users/whoHas';
import type { RosterPort } from '../../roster/applying/carryOut';
import type { Change, RosterState } from '../../roster/types';
import { AccountReader } from './accountReader';
import { recordOf } from './readState';
import { recordFoundBy } from './stateRecord';
import { requestsOf, sendStep } from './rosterWrites';

/** Docusign for one who applies a plan: each user is looked at right before the change. */
export function rosterPort(
	client: AdminClient,
	organizationId: string,
	appliedBy: string | undefined,
): RosterPort {
	const reader = new AccountReader(client, organizationId);

	async function everyone({ account_id: accountId, before, after }: Change) {
		const isAsked = before.groups !== undefined || after.groups !== undefined;
		return isAsked ? await reader.everyoneGroups(accountId) : [];
	}

	return {
		appliedBy,
		now: () => new Date(),
		requests: async (step) => await requestsOf(client, organizationId, step),
		send: async (step) => await sendStep(client, organizationId, step),
		async present(change, { now } = { now: false }): Promise<RosterState> {
			// What a list has shown of them may be from before the change.
			if (now) reader.touch(change.user_id, change.email);
			const { users, addressesRead } = await whoIs(client, organizationId, change, now);
			const listed = await reader.membersAmong(users, change.account_id);
			return {
				users: [...listed, ...users],
				accountsRead: users.length > 0 ? [change.account_id] : [],
				isWhole: false,
				addressesRead,
				everyoneGroups: await everyone(change),
			};
		},
	};
}

async function whoIs(
	client: AdminClient,
	organizationId: string,
	{ user_id: id, email, account_id: accountId }: Change,
	now: boolean,
): Promise<{ users: JsonObject[]; addressesRead: string[] }> {
	if (id !== undefined) {
		const record = await recordOf(client, organizationId, id, {
			...(email !== '' && { email }),
			accountId,
		});
		return { users: record ? [record] : [], addressesRead: [] };
	}
	const scans = !now && client.contract.rows.getUserProfiles.lacks !== undefined;
	const holders = await (scans ? whoHas : whoHasNow)(client, organizationId, email);
	if (holders.kind === 'notTold') return { users: [], addressesRead: [] };
	const users = holders.kind === 'users' ? holders.users.map(recordFoundBy(email)) : [];
	return { users, addressesRead: [email] };
}
