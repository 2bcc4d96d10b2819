import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { JsonObject, JsonValue } from '../../shared/http';
import { searchNotDone } from '../../shared/errors/searchNotDone';
import { askForEditor } from '../../shared/n8n/requests/askForEditor';
import { attributeOf } from '../api/records/attributes';
import { isScimFailure } from '../api/errors/catalogue';
import { compare, type Comparison } from '../api/filter';
import { GROUPS, USERS } from '../api/find';
import type { ListPage } from '../api/list';
import { simplifyGroup, simplifyUser } from '../api/records/simplify';
import { openClient } from '../openClient';

const PICKER_PAGE = 100;

/** Pages looked through at a time for what was typed, where the server does not filter. */
const MOST_PAGES = 20;

/** Fields that take several entries have no searchable list: the editor filters this one. */
const MOST_OPTIONS = 1_000;

/** What a list shows, and the attribute that is searched in. */
interface Listed {
	path: string;
	searched: string;
	operation: string;
	entry: (record: JsonObject) => INodeListSearchItems;
}

/**
 * One page of a list, as the server has it. Many servers know no other comparison than equality: there
 * the whole name has to be typed.
 */
const searching = ({ path, searched, operation, entry }: Listed) =>
	async function (
		this: ILoadOptionsFunctions,
		filter = '',
		paginationToken = '1',
	): Promise<INodeListSearchResult> {
		const typed = filter.trim();
		return await askForEditor(this, openClient, async (client) => {
			const ask = async (startIndex: number, comparison: Comparison) => {
				const query = { filter: typed === '' ? undefined : compare(searched, comparison, typed) };
				const place = { startIndex, count: PICKER_PAGE };
				return await client.page({ method: 'GET', path, query }, { operation }, place);
			};
			let startIndex = Number(paginationToken);
			const isFirst = startIndex === 1;
			for (let pages = 1; ; pages++) {
				const page = await ask(startIndex, 'co').catch(async (error: unknown) =>
					typed !== '' && isScimFailure(error, 'DOCUSIGN_SCIM_INVALID_FILTER')
						? await ask(startIndex, 'eq')
						: await Promise.reject(error),
				);
				const more = hasMore(page, startIndex);
				startIndex += page.records.length;
				const results = page.records
					.filter((record) => isSought(attributeOf(record, searched), typed))
					.map(entry);
				// A server that does not filter may have whole pages of others.
				if (results.length === 0 && more && pages === MOST_PAGES && isFirst) {
					const remedy = 'type the whole name, or enter it by another way than the list';
					throw searchNotDone(`the first ${startIndex - 1} records`, remedy);
				}
				if (results.length > 0 || !more || pages === MOST_PAGES) {
					return { results, ...(more && { paginationToken: String(startIndex) }) };
				}
			}
		});
	};

const isSought = (shown: JsonValue, typed: string) =>
	typeof shown !== 'string' || shown.toLowerCase().includes(typed.toLowerCase());

/**
 * Whether there may be more behind a page. Some servers count only the page itself, or nothing: what
 * the first page says of the end is believed for a single record alone.
 */
function hasMore({ records, total }: ListPage, startIndex: number): boolean {
	if (records.length === 0) return false;
	const end = startIndex - 1 + records.length;
	if (total === undefined || total !== end) return true;
	return startIndex === 1 && records.length > 1;
}

function entry(user: JsonObject): INodeListSearchItems {
	const { id, userName, givenName, familyName, displayName, active } = simplifyUser(user);
	const name = [givenName, familyName].filter(Boolean).join(' ') || displayName;
	const label = [name, userName].filter(Boolean).join(' – ') || String(id);
	return { name: active === false ? `${label} (inactive)` : label, value: String(id) };
}

const users: Listed = { path: USERS, searched: 'userName', operation: 'list the users', entry };

export const searchUsers = searching(users);

export const searchGroups = searching({
	path: GROUPS,
	searched: 'displayName',
	operation: 'list the groups',
	entry: (group) => {
		const { id, displayName } = simplifyGroup(group);
		return { name: String(displayName ?? id), value: String(id) };
	},
});

/** The users for a field that takes several. */
export async function getUsers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await askForEditor(this, openClient, async (client) => {
		const request = { method: 'GET' as const, path: USERS };
		const options: INodePropertyOptions[] = [];
		for await (const page of client.pages(request, users, { limit: MOST_OPTIONS })) {
			options.push(...page.map(entry));
		}
		return options.sort((a, b) => a.name.localeCompare(b.name));
	});
}
