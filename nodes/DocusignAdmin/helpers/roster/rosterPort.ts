import type { JsonObject } from '../../../shared/http';
import { objectsIn } from '../../../shared/json';
import { groupsOf } from '../../api/accounts';
import type { AdminClient } from '../../api/client';
import { isSameId } from '../../api/ids';
import { whoHas, whoHasNow } from '../../api/whoHas';
import { normalizedUser } from '../../record/user';
import type { RosterPort } from '../../roster/apply';
import type { Change, RosterState } from '../../roster/types';
import { CLOSED } from '../../roster/view';
import { membersOf, recordOf } from './readState';
import { requestsOf, sendStep } from './rosterWrites';
import { everyoneIn } from './scope';

/** What a run of an apply reads once. */
class Once {
	private readonly values = new Map<string, Promise<unknown>>();

	async of<T>(key: string, load: () => Promise<T>): Promise<T> {
		const known = this.values.get(key) ?? load();
		this.values.set(key, known);
		return (await known) as T;
	}
}

/** Docusign for one who applies a plan: each user is looked at right before the change. */
export function rosterPort(
	client: AdminClient,
	organizationId: string,
	appliedBy: string | undefined,
): RosterPort {
	const once = new Once();

	/** What the list of the account says of those users of whom their own records say nothing about it. */
	async function inList(users: readonly JsonObject[], accountId: string): Promise<JsonObject[]> {
		const isShown = ({ memberships }: JsonObject) =>
			objectsIn(memberships).some((each) => isSameId(each.account_id, accountId));
		const silent = users.filter((user) => !isShown(user));
		if (silent.length === 0) return [];
		const members = await once.of(
			`members ${accountId}`,
			async () => await membersOf(client, organizationId, accountId),
		);
		return members.filter((member) => {
			const user = silent.find(({ id }) => isSameId(id, member.id));
			// Who was open when the list was read, and is not shown among the memberships by now, has left since.
			const hasLeft = user?.memberships !== undefined && member.membership_status !== CLOSED;
			return user !== undefined && !hasLeft;
		});
	}

	async function everyone({ account_id: accountId, before, after }: Change) {
		const isAsked = before.groups !== undefined || after.groups !== undefined;
		if (!isAsked || client.contract.rows.getGroups.lacks !== undefined) return [];
		return await once.of(`groups ${accountId}`, async () => {
			const groups = await groupsOf(client, organizationId, accountId);
			return everyoneIn([groups as never]);
		});
	}

	return {
		appliedBy,
		now: () => new Date(),
		requests: async (step) => await requestsOf(client, organizationId, step),
		send: async (step) => await sendStep(client, organizationId, step),
		async present(change, { now } = { now: false }): Promise<RosterState> {
			const { users, addressesRead } = await whoIs(client, organizationId, change, now);
			const listed = await inList(users, change.account_id);
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
	{ user_id: id, email }: Change,
	now: boolean,
): Promise<{ users: JsonObject[]; addressesRead: string[] }> {
	if (id !== undefined) {
		const record = await recordOf(client, organizationId, id);
		return { users: record ? [record] : [], addressesRead: [] };
	}
	const scans = !now && client.contract.rows.getUserProfiles.lacks !== undefined;
	const holders = await (scans ? whoHas : whoHasNow)(client, organizationId, email);
	if (holders.kind === 'notTold') return { users: [], addressesRead: [] };
	const users = holders.kind === 'users' ? holders.users.map(normalizedUser) : [];
	return { users, addressesRead: [email] };
}
