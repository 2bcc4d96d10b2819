import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { accountsOf } from '../api/accounts';
import type { JsonObject } from '../../shared/http';
import { searchNotDone } from '../../shared/errors/searchNotDone';
import { idText } from '../../shared/json';
import { emailOf, isClosedUser, usersRequest } from '../api/users/userRecord';
import { withPicker, type Picker } from './picker';

/** Where the next page of the list begins: in which account, and at what place in its list. */
interface Place {
	source: number;
	page?: string;
}

/** A search may leave pages empty, and accounts may be small; the list looks this far to show enough. */
const MOST_PAGES = 10;
const ENOUGH = 50;

const start = (token: string | undefined): Place =>
	token ? (JSON.parse(token) as Place) : { source: 0 };

function entry(user: JsonObject): INodeListSearchItems {
	const name = [user.first_name, user.last_name].filter(Boolean).join(' ');
	const email = emailOf(user) ?? '';
	const label = [name || String(user.user_name ?? user.id), email].filter(Boolean).join(' – ');
	return { name: isClosedUser(user) ? `${label} (closed)` : label, value: String(user.id) };
}

/**
 * The accounts to look in, one after the other; one undefined account stands for the whole
 * organization, where the contract can list that.
 */
async function sources({ client, account }: Picker, organizationId: string) {
	const accountId = await account();
	if (accountId !== undefined) return [accountId];
	if (!client.contract.usersNeedScope) return [undefined];
	return (await accountsOf(client, organizationId)).map(({ id }) => String(id));
}

const looked = ({ source }: Place, accounts: unknown[]) =>
	accounts.length > 1 && source > 0
		? `the first ${source} of ${accounts.length} accounts`
		: 'the first users of the list';

/** A page of the list of users in the editor, over the accounts in turn. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await withPicker(this, async (picker) => {
		const organizationId = await picker.organization();
		const accounts = await sources(picker, organizationId);
		const place = start(paginationToken);
		// By id: a user of several accounts is listed in each of them.
		const found = new Map<string, INodeListSearchItems>();
		for (let pages = 0; place.source < accounts.length; pages++) {
			const accountId = accounts[place.source];
			const request = usersRequest(organizationId, {
				account_id: accountId,
				email_user_name_like: filter?.trim() || undefined,
			});
			const facts = { organizationId, accountId };
			const { lists } = picker.client;
			const { records, next } = await lists.page('getUsers', request, facts, place.page);
			if (next === undefined) place.source += 1;
			place.page = next;
			for (const record of records) {
				// Who has no ID cannot be chosen.
				if (idText(record.id) !== undefined) found.set(String(record.id), entry(record));
			}
			const isLast = place.source >= accounts.length;
			if (found.size >= ENOUGH || isLast || pages + 1 >= MOST_PAGES) {
				if (found.size === 0 && !isLast && !paginationToken) {
					throw searchNotDone(
						looked(place, accounts),
						'choose an account, or enter the user by email',
					);
				}
				const more = isLast ? {} : { paginationToken: JSON.stringify(place) };
				return { results: [...found.values()], ...more };
			}
		}
		return { results: [] };
	});
}
