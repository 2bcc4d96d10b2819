import type { JsonObject } from '../../../shared/http';
import { objectsIn } from '../../../shared/json';
import { groupsOf } from '../../api/accounts';
import type { AdminClient } from '../../api/client';
import { canonicalId, isSameId } from '../../api/ids';
import { addressKey } from '../../api/users/userRecord';
import { addressesOf } from '../../roster/state';
import { CLOSED } from '../../roster/view';
import { membersOf } from './readState';
import { everyoneIn } from './scope';

/** What the lists of accounts say beside the records of users; each is read once. */
export class AccountReader {
	private readonly values = new Map<string, Promise<unknown>>();
	/** Ids and addresses of users who were changed since the lists were read. */
	private readonly touched = new Set<string>();

	constructor(
		private readonly client: AdminClient,
		private readonly organizationId: string,
	) {}

	private async once<T>(key: string, load: () => Promise<T>): Promise<T> {
		const known = this.values.get(key) ?? load();
		this.values.set(key, known);
		// A failure is no answer: the next item asks again.
		known.catch(() => this.values.get(key) === known && this.values.delete(key));
		return (await known) as T;
	}

	/** Takes note that somebody was changed: what a list said of them counts no more. */
	touch(...names: Array<string | undefined>): void {
		for (const name of names) if (name !== undefined) this.touched.add(keyOf(name));
	}

	private isTouched = (user: JsonObject): boolean =>
		[String(user.id), ...addressesOf(user)].some((name) => this.touched.has(keyOf(name)));

	/** What the list of the account says of those users of whom their own records say nothing about it. */
	async membersAmong(users: readonly JsonObject[], accountId: string): Promise<JsonObject[]> {
		const isShown = ({ memberships }: JsonObject) =>
			objectsIn(memberships).some((each) => isSameId(each.account_id, accountId));
		const silent = users.filter((user) => !isShown(user));
		if (silent.length === 0) return [];
		if (silent.some(this.isTouched)) {
			for (const key of this.values.keys()) if (key.startsWith('members')) this.values.delete(key);
			this.touched.clear();
		}
		const members = await this.once(
			`members ${accountId}`,
			async () => await membersOf(this.client, this.organizationId, accountId),
		);
		return members.filter((member) => {
			const user = silent.find(({ id }) => isSameId(id, member.id));
			// Who was open when the list was read, and is not shown among the memberships by now, has left since.
			const hasLeft = user?.memberships !== undefined && member.membership_status !== CLOSED;
			return user !== undefined && !hasLeft;
		});
	}

	/** The ids of the groups that everybody in the account is in; none where the contract has no list. */
	async everyoneGroups(accountId: string): Promise<Array<string | number>> {
		if (this.client.contract.rows.getGroups.lacks !== undefined) return [];
		return await this.once(`groups ${accountId}`, async () => {
			const groups = await groupsOf(this.client, this.organizationId, accountId);
			return everyoneIn([groups as never]);
		});
	}
}

const keyOf = (name: string) => (name.includes('@') ? addressKey(name) : canonicalId(name));
