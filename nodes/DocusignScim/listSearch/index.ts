import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { JsonObject } from '../../shared/http';
import { GROUPS, USERS } from '../api/find';
import { simplifyUser } from '../api/simplify';
import { searching, withClient, type Listed } from './picker';

/** Fields that take several entries have no searchable list: the editor filters this one. */
const MOST_OPTIONS = 1_000;

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
	return await withClient(this, async (client) => {
		const request = { method: 'GET' as const, path: USERS };
		const options: INodePropertyOptions[] = [];
		for await (const page of client.pages(request, users, MOST_OPTIONS)) {
			options.push(...page.map(entry));
		}
		return options.sort((a, b) => a.name.localeCompare(b.name));
	});
}
