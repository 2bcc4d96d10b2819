import type { JsonObject } from '../../shared/http';
import type { AdminClient } from './client';
import { emailOf, usersRequest } from './userRecord';

const same = (text: string) => text.trim().toLowerCase();

/** Who is on a list of users, by id and by address, as far as the list shows addresses. */
export class Directory {
	private readonly addresses = new Map<string, string | undefined>();
	private readonly ids = new Map<string, string[]>();

	add(record: JsonObject): void {
		if (typeof record.id === 'string') this.move(record.id, emailOf(record));
	}

	/** Notes the address that a user has now. */
	move(id: string, address: string | undefined): void {
		const before = this.addresses.get(same(id));
		if (before !== undefined) {
			const others = this.idsOf(before).filter((each) => same(each) !== same(id));
			this.ids.set(same(before), others);
		}
		this.addresses.set(same(id), address);
		if (address !== undefined) this.ids.set(same(address), [...this.idsOf(address), id]);
	}

	/** The users with an address, in the list's order. */
	idsOf(address: string): readonly string[] {
		return this.ids.get(same(address)) ?? [];
	}

	/** The address of a user; undefined where the list does not show it. */
	addressOf(id: string): string | undefined {
		return this.addresses.get(same(id));
	}

	has(id: string): boolean {
		return this.addresses.has(same(id));
	}
}

/** A directory; `isOld`: an earlier run of the execution has read it. */
interface KnownDirectory {
	value: Directory;
	isOld: boolean;
}

const keyOf = (organizationId: string, accountId = '') => `users:${organizationId}:${accountId}`;

/**
 * The users of an account or, where the contract lists that, of the whole organization: read once a run,
 * and kept a minute for the next run of the execution.
 */
export async function directoryOf(
	client: AdminClient,
	organizationId: string,
	accountId?: string,
): Promise<KnownDirectory> {
	const key = keyOf(organizationId, accountId);
	const load = async () => {
		const directory = new Directory();
		const request = usersRequest(organizationId, accountId ? { account_id: accountId } : undefined);
		const facts = { organizationId, accountId };
		for await (const page of client.lists.pages('getUsers', request, facts)) {
			for (const record of page) directory.add(record);
		}
		return directory;
	};
	return await client.cache.remember(key, async () => await client.kept.remember(key, load));
}

/** Lets go of the directory of an organization. */
export function forgetDirectory(client: AdminClient, organizationId: string): void {
	client.cache.forget(keyOf(organizationId));
	client.kept.forget(keyOf(organizationId));
}

/**
 * The ids behind an address in the organization's own list. Nobody there is no answer where the list was
 * read by an earlier run: others may have been added since, so it is read once more.
 */
export async function idsWithAddress(
	client: AdminClient,
	organizationId: string,
	address: string,
): Promise<readonly string[]> {
	const { value, isOld } = await directoryOf(client, organizationId);
	const ids = value.idsOf(address);
	if (ids.length > 0 || !isOld) return ids;
	forgetDirectory(client, organizationId);
	return (await directoryOf(client, organizationId)).value.idsOf(address);
}
