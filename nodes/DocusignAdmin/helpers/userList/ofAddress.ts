import type { JsonObject } from '../../../shared/http';
import { addressUntold } from '../../api/contract/cursorFilters';
import { isSameId } from '../../api/ids';
import { addressOf, isSameAddress } from '../../api/users/userRecord';
import { whoHas } from '../../api/users/whoHas';
import type { Item } from '../../operation';

/** Those of a list who have an address, where the server does not filter by it. */
interface Wanted {
	organizationId: string;
	email: string;
	/** How many of them at most; all where left out. */
	limit?: number;
}

/**
 * What a filter by address leaves of a list. Of a record that shows no address it is looked up who has it:
 * a user name that looks like an address need not be one, nor be it still.
 *
 * @throws ApiFailure `DOCUSIGN_CONTRACT_LACKS` where that cannot be told, which is no list without such users
 */
export async function* ofAddress(
	{ client }: Item,
	{ organizationId, email, limit = Infinity }: Wanted,
	pages: AsyncIterable<JsonObject[]>,
): AsyncGenerator<JsonObject[]> {
	const isHolder = async (id: unknown): Promise<boolean> => {
		const holders = await whoHas(client, organizationId, email);
		if (holders.kind === 'notTold' || typeof id !== 'string') throw addressUntold();
		return holders.kind === 'users' && holders.users.some((user) => isSameId(user.id, id));
	};
	let left = limit;
	if (left <= 0) return;
	for await (const page of pages) {
		const found: JsonObject[] = [];
		for (const record of page) {
			const shown = addressOf(record);
			const isWanted =
				shown === undefined ? await isHolder(record.id) : isSameAddress(shown, email);
			if (isWanted && left-- > 0) found.push(record);
		}
		if (found.length > 0) yield found;
		if (left <= 0) return;
	}
}
