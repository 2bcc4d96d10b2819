import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { JsonObject } from '../../shared/http';
import { askForEditor } from '../../shared/n8n/askForEditor';
import { isScimFailure } from '../api/errors/catalogue';
import { compare, type Comparison } from '../api/filter';
import { GROUPS, USERS } from '../api/find';
import { simplifyUser } from '../api/simplify';
import { openClient } from '../openClient';

const PICKER_PAGE = 100;

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
		const startIndex = Number(paginationToken);
		return await askForEditor(this, openClient, async (client) => {
			const ask = async (comparison: Comparison) => {
				const query = { filter: typed === '' ? undefined : compare(searched, comparison, typed) };
				const place = { startIndex, count: PICKER_PAGE };
				return await client.page({ method: 'GET', path, query }, { operation }, place);
			};
			const { records, total = 0 } = await ask('co').catch(async (error: unknown) =>
				typed !== '' && isScimFailure(error, 'DOCUSIGN_SCIM_INVALID_FILTER')
					? await ask('eq')
					: await Promise.reject(error),
			);
			const next = startIndex + records.length;
			const more = records.length > 0 && next <= total;
			return { results: records.map(entry), ...(more && { paginationToken: String(next) }) };
		});
	};

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
	entry: ({ id, displayName }) => ({ name: String(displayName ?? id), value: String(id) }),
});

export async function getUsers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await askForEditor(this, openClient, async (client) => {
		const request = { method: 'GET' as const, path: USERS };
		const options: INodePropertyOptions[] = [];
		for await (const page of client.pages(request, users, MOST_OPTIONS)) {
			options.push(...page.map(entry));
		}
		return options.sort((a, b) => a.name.localeCompare(b.name));
	});
}
