import { isGuid, isSameId } from '../api/ids';
import { accountsOf, groupsOf, organizationsOf, permissionProfilesOf } from '../api/accounts';
import type { AdminClient } from '../api/client';
import { invalidInput } from '../../shared/errors/input';
import type { JsonObject, JsonValue } from '../../shared/http';
import { isObject, isPlainObject, objectsIn } from '../../shared/json';
import { isBlank, isNoId, readList, readText } from '../../shared/n8n/fields/readers';
import { idByName, onlyOne } from './match';

/** Where names are looked for. */
export interface Scope {
	organizationId: string;
	accountId?: string;
	/** In a row that names its own account: there the profile is a text, a name or an ID. */
	isRow?: boolean;
}

/** A field of which the editor stores how it was chosen beside the value. */
const isLocator = (value: JsonValue): boolean => isObject(value) && value.__rl === true;

export const valueIn = (value: JsonValue): JsonValue =>
	isObject(value) && isLocator(value) ? value.value : value;

export const isByName = (value: JsonValue) =>
	isObject(value) && isLocator(value) && value.mode === 'name';

/** Whether a text that may be a name or an ID is a name. What an expression made of nothing is refused later. */
const isName = (text: string): boolean => !/^\d+$/.test(text) && !isGuid(text) && !isNoId(text);

function nameIn(value: JsonValue, label: string): string {
	const name = readText(valueIn(value));
	if (name !== '') return name;
	throw invalidInput(`'${label}' is empty`, 'Give a name, or choose one from the list.');
}

function accountFor(label: string, { accountId }: Scope): string {
	if (accountId !== undefined) return accountId;
	throw invalidInput(
		`'${label}' is given by name, and no account beside it`,
		'Choose the account: every account has permission profiles and groups of its own.',
	);
}

/** Finds out the IDs behind the names of an item's parameters; each list is read once a run. */
export class Resolver {
	constructor(private readonly client: AdminClient) {}

	private async list(key: string, read: () => Promise<JsonObject[]>): Promise<JsonObject[]> {
		return await this.client.cache.remember(`names:${key}`, read);
	}

	private async organizations(): Promise<JsonObject[]> {
		return await this.list('organizations', async () => await organizationsOf(this.client));
	}

	/** On the published contract they come inside their organization. */
	private async accountsIn(organizationId: string): Promise<JsonObject[]> {
		const records = this.client.contract.usersNeedScope ? await this.organizations() : [];
		const { accounts } = records.find(({ id }) => isSameId(id, organizationId)) ?? {};
		return Array.isArray(accounts)
			? objectsIn(accounts)
			: await accountsOf(this.client, organizationId);
	}

	/** The only one there is. */
	async onlyOrganization(): Promise<string> {
		return String(onlyOne(await this.organizations(), 'organization').id);
	}

	async organization(value: JsonValue): Promise<string> {
		return idByName(await this.organizations(), nameIn(value, 'Organization'), 'organization');
	}

	/** The account that the organization names as its default, or its only one. */
	async defaultAccount(organizationId: string): Promise<string> {
		const records = await this.organizations();
		const { default_account_id: id, accounts } =
			records.find((each) => isSameId(each.id, organizationId)) ?? {};
		const [only, ...more] = Array.isArray(accounts) ? objectsIn(accounts) : [];
		const found = readText(id) || (more.length === 0 ? readText(only?.id) : '');
		if (found !== '') return found;
		throw invalidInput(
			"'Account' is empty, and the organization has no default account that Docusign shows",
			'Choose the account.',
		);
	}

	async account(value: JsonValue, { organizationId }: Scope): Promise<string> {
		const name = nameIn(value, 'Account');
		return idByName(await this.accountsIn(organizationId), name, 'account');
	}

	async permissionProfile(value: JsonValue, scope: Scope): Promise<string> {
		const accountId = accountFor('Permission Profile', scope);
		const { organizationId } = scope;
		const read = async () => await permissionProfilesOf(this.client, organizationId, accountId);
		const name = nameIn(value, 'Permission Profile');
		return idByName(await this.list(`profiles:${accountId}`, read), name, 'permission profile');
	}

	/** Entries that are no IDs are names. */
	async groups(value: JsonValue, scope: Scope): Promise<JsonValue> {
		const entries = readList(value, 'Group Names or IDs');
		if (!entries.some(isName)) return value;
		const accountId = accountFor('Group Names or IDs', scope);
		const read = async () => await groupsOf(this.client, scope.organizationId, accountId);
		const records = await this.list(`groups:${accountId}`, read);
		return entries.map((entry) => (isName(entry) ? idByName(records, entry, 'group') : entry));
	}

	/** Entries that are no IDs are names; a number, which is no account's, is refused later, with its reason. */
	async accounts(value: JsonValue, { organizationId }: Scope): Promise<JsonValue> {
		const entries = readList(value, 'Account Names or IDs');
		if (!entries.some(isName)) return value;
		const records = await this.accountsIn(organizationId);
		return entries.map((entry) => (isName(entry) ? idByName(records, entry, 'account') : entry));
	}

	/** A collection with what stands in it by name replaced, within the account that it names. */
	async within(value: JsonValue, outer: Scope): Promise<JsonValue> {
		if (Array.isArray(value)) {
			return await Promise.all(value.map(async (entry) => await this.within(entry, outer)));
		}
		if (!isObject(value) || isLocator(value) || !isPlainObject(value)) return value;
		const account = isByName(value.accountId)
			? await this.account(value.accountId, outer)
			: value.accountId;
		const own = readText(valueIn(account));
		const scope = { ...outer, ...(own !== '' && { accountId: own, isRow: true }) };
		const entries = Object.entries(value).map(
			async ([key, entry]): Promise<[string, JsonValue]> => {
				if (key === 'accountId') return [key, account];
				return [key, await this.field(key, entry, scope)];
			},
		);
		return Object.fromEntries(await Promise.all(entries));
	}

	async field(key: string, value: JsonValue, scope: Scope): Promise<JsonValue> {
		if (key === 'defaultAccountId' && isByName(value)) return await this.account(value, scope);
		if (isBlank(value)) return value;
		if (key === 'permissionProfileId') {
			const isText = scope.isRow === true && !isObject(value);
			const isGivenByName = isByName(value) || (isText && isName(readText(value)));
			return isGivenByName ? await this.permissionProfile(value, scope) : value;
		}
		if (key === 'groupIds') return await this.groups(value, scope);
		if (key === 'accountIds') return await this.accounts(value, scope);
		return await this.within(value, scope);
	}
}
