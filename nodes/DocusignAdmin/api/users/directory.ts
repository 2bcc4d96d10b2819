import type { JsonObject } from '../../../shared/http';
import type { AdminClient } from '../client';
import { canonicalId, isSameId } from '../ids';
import { profileById } from './profileById';
import { addressKey, addressOf, isClosedUser, usersRequest } from './userRecord';

/** More users than this are not read one by one: it would use up the hour's requests. */
const MOST_READ = 500;
const AT_A_TIME = 8;

/** Who is on a list of users, by id and by address, as far as the list shows addresses. */
export class Directory {
	private readonly addresses = new Map<string, string | undefined>();
	private readonly ids = new Map<string, string[]>();
	/** Records that show no address, or no id. */
	private silent: JsonObject[] = [];

	add(record: JsonObject): void {
		const address = addressOf(record);
		if (typeof record.id === 'string') this.move(record.id, address);
		if (typeof record.id !== 'string' || address === undefined) this.silent.push(record);
	}

	/** Notes the address that a user has now. */
	move(id: string, address: string | undefined): void {
		const key = canonicalId(id);
		const before = this.addresses.get(key);
		if (before !== undefined) {
			const others = this.idsOf(before).filter((each) => canonicalId(each) !== key);
			this.ids.set(addressKey(before), others);
		}
		this.addresses.set(key, address);
		if (address === undefined) return;
		this.ids.set(addressKey(address), [...this.idsOf(address), id]);
		this.silent = this.silent.filter((record) => !isSameId(record.id, id));
	}

	/** The users with an address, in the list's order. */
	idsOf(address: string): readonly string[] {
		return this.ids.get(addressKey(address)) ?? [];
	}

	/** The address of a user; undefined where the list does not show it. */
	addressOf(id: string): string | undefined {
		return this.addresses.get(canonicalId(id));
	}

	has(id: string): boolean {
		return this.addresses.has(canonicalId(id));
	}

	/**
	 * Reads those of whom the list shows no address one by one, as long as they are not too many.
	 *
	 * @param readOne the record of one user
	 */
	async askSilent(readOne: (id: string) => Promise<JsonObject>): Promise<void> {
		if (this.silent.length === 0 || this.silent.length > MOST_READ) return;
		const asked = this.silent;
		this.silent = [];
		for (let start = 0; start < asked.length; start += AT_A_TIME) {
			const some = asked.slice(start, start + AT_A_TIME);
			const read = some.map(async ({ id }) =>
				typeof id === 'string' ? { ...(await readOne(id)), id } : {},
			);
			(await Promise.all(read)).forEach((record, n) => {
				this.add(addressOf(record) === undefined ? some[n] : record);
			});
		}
	}

	/**
	 * The users with an address; `notTold` where another may have it as well, of whom it is not known. One
	 * who is closed counts for that only where nobody else has the address.
	 */
	holdersOf(address: string): readonly string[] | 'notTold' {
		const ids = this.idsOf(address);
		const isOpen = this.silent.some((record) => !isClosedUser(record));
		if (isOpen || (ids.length === 0 && this.silent.length > 0)) return 'notTold';
		return ids;
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
		if (accountId === undefined) {
			await directory.askSilent(async (id) => await profileById(client, organizationId, id));
		}
		return directory;
	};
	return await client.cache.remember(key, async () => await client.kept.remember(key, load));
}

/** Lets go of what is known of the users of an organization and its accounts. */
export function forgetDirectories(client: AdminClient, organizationId: string): void {
	client.cache.forgetStartingWith(keyOf(organizationId));
	client.kept.forgetStartingWith(keyOf(organizationId));
}

/**
 * Notes in what is known of an organization's users that one has an address now, so that it is not
 * outdated by what is written here.
 */
export async function noteAddress(
	client: AdminClient,
	organizationId: string,
	id: string,
	address: string,
): Promise<void> {
	const prefix = keyOf(organizationId);
	const ofRun = client.cache.startingWith(prefix) as Array<Promise<KnownDirectory>>;
	const ofExecution = client.kept.startingWith(prefix) as Array<Promise<Directory>>;
	// One that is being read may show the user as before: it is waited for.
	const read = await Promise.allSettled([
		...ofRun.map(async (known) => (await known).value),
		...ofExecution,
	]);
	const known = read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
	for (const directory of new Set(known)) directory.move(id, address);
}
