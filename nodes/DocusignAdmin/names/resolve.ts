import { canonicalId, isGuid, isSameId } from '../api/ids';
import { accountsOf, groupsOf, organizationsOf, permissionProfilesOf } from '../api/accounts';
import type { AdminClient } from '../api/client';
import { invalidInput } from '../../shared/errors/input';
import type { JsonObject, JsonValue } from '../../shared/http';
import { isObject, isPlainObject, objectsIn } from '../../shared/json';
import type { ItemParameters } from '../../shared/n8n/operation';
import { isBlank, isNoId, readList, readText } from '../../shared/n8n/fields/readers';
import { idByName, onlyOne } from './match';

/** Where names are looked for. */
interface Scope {
	organizationId: string;
	accountId?: string;
}

/** What an operation makes of its empty fields. */
export interface NameRules {
	/** An empty Account is the organization's default account. */
	usesDefaultAccount?: boolean;
	/** An empty Organization is none: the operation finds out by itself what there is. */
	needsNoOrganization?: boolean;
}

/** A field of which the editor stores how it was chosen beside the value. */
const isLocator = (value: JsonValue): boolean => isObject(value) && value.__rl === true;

export const valueIn = (value: JsonValue): JsonValue =>
	isObject(value) && isLocator(value) ? value.value : value;

const isByName = (value: JsonValue) => isObject(value) && isLocator(value) && value.mode === 'name';

/** Finds out the IDs behind the names of an item's parameters; each list is read once a run. */
class Resolver {
	constructor(private readonly client: AdminClient) {}

	private async list(key: string, read: () => Promise<JsonObject[]>): Promise<JsonObject[]> {
		return await this.client.cache.remember(`names:${key}`, read);
	}

	async organizations(): Promise<JsonObject[]> {
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

	/** Entries that are no numbers are names; what an expression made of nothing is refused later. */
	async groups(value: JsonValue, scope: Scope): Promise<JsonValue> {
		const entries = readList(value, 'Group Names or IDs');
		const isName = (entry: string) => !/^\d+$/.test(entry) && !isNoId(entry);
		if (!entries.some(isName)) return value;
		const accountId = accountFor('Group Names or IDs', scope);
		const read = async () => await groupsOf(this.client, scope.organizationId, accountId);
		const records = await this.list(`groups:${accountId}`, read);
		return entries.map((entry) =>
			/^\d+$/.test(entry) ? entry : idByName(records, entry, 'group'),
		);
	}

	/** Entries that are neither IDs nor numbers are names; a number is refused later, with its reason. */
	async accounts(value: JsonValue, { organizationId }: Scope): Promise<JsonValue> {
		const entries = readList(value, 'Account Names or IDs');
		const isName = (entry: string) => !isGuid(entry) && !/^\d+$/.test(entry) && !isNoId(entry);
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
		const scope = { ...outer, ...(own !== '' && { accountId: own }) };
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
		if (key === 'permissionProfileId' && isByName(value)) {
			return await this.permissionProfile(value, scope);
		}
		if (isBlank(value)) return value;
		if (key === 'groupIds') return await this.groups(value, scope);
		if (key === 'accountIds') return await this.accounts(value, scope);
		return await this.within(value, scope);
	}
}

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

/** The parameters in which names may stand. */
const HOLDERS = [
	'permissionProfileId',
	'groupIds',
	'accountIds',
	'additionalFields',
	'updateFields',
	'filters',
] as const;

/**
 * The parameters of an item that hold names, with the IDs in their place. What holds none is not among them.
 *
 * @throws ApiFailure `DOCUSIGN_NAME_NOT_FOUND`, `DOCUSIGN_NAME_AMBIGUOUS`, `DOCUSIGN_NOT_CHOSEN`
 */
export async function resolveNames(
	client: AdminClient,
	{ raw, isExpression }: Pick<ItemParameters, 'raw' | 'isExpression'>,
	{ usesDefaultAccount = false, needsNoOrganization = false }: NameRules = {},
): Promise<Record<string, JsonValue>> {
	const found: Record<string, JsonValue> = {};
	const resolver = new Resolver(client);
	const organization = raw('organizationId');
	if (organization === undefined) return found;
	let organizationId = readText(valueIn(organization));
	if (isByName(organization)) {
		const name = nameIn(organization, 'Organization');
		organizationId = idByName(await resolver.organizations(), name, 'organization');
		found.organizationId = organizationId;
	} else if (/^https?:\/\//i.test(organizationId)) {
		organizationId = organizationInAddress(organizationId);
		found.organizationId = organizationId;
	} else if (organizationId === '' && needsNoOrganization) {
		return found;
	} else if (organizationId === '' && !isExpression('organizationId')) {
		organizationId = String(onlyOne(await resolver.organizations(), 'organization').id);
		found.organizationId = organizationId;
	}
	const scope: Scope = { organizationId };
	const account = raw('accountId');
	if (isByName(account)) {
		found.accountId = await resolver.account(account, scope);
	} else if (
		usesDefaultAccount &&
		readText(valueIn(account)) === '' &&
		!isExpression('accountId')
	) {
		found.accountId = await defaultAccount(resolver, organizationId);
	}
	scope.accountId = readText(found.accountId ?? valueIn(account)) || undefined;
	for (const name of HOLDERS) {
		const value = raw(name);
		if (isBlank(value)) continue;
		const resolved = await resolver.field(name, value, scope);
		if (resolved !== value) found[name] = resolved;
	}
	return found;
}

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** The ID in the address of a page of Docusign Admin, as it is copied from the browser. */
function organizationInAddress(address: string): string {
	const named = new RegExp(`organizations?(?:id)?[/=:](${GUID})`, 'i').exec(address)?.[1];
	const all = new Set(address.match(new RegExp(GUID, 'gi')));
	const id = named ?? (all.size === 1 ? [...all][0] : undefined);
	if (id !== undefined) return canonicalId(id);
	throw invalidInput(
		"'Organization' is an address in which no ID of an organization stands",
		'Paste the ID, or the address of a page of Docusign Admin that has it.',
	);
}

async function defaultAccount(resolver: Resolver, organizationId: string): Promise<string> {
	const records = await resolver.organizations();
	const { default_account_id: id, accounts } =
		records.find((each) => readText(each.id) === organizationId) ?? {};
	if (readText(id) !== '') return readText(id);
	const only = Array.isArray(accounts) && accounts.length === 1 ? accounts[0] : undefined;
	const onlyId = readText((only as JsonObject | undefined)?.id);
	if (onlyId !== '') return onlyId;
	throw invalidInput(
		"'Account' is empty, and the organization has no default account that Docusign shows",
		'Choose the account.',
	);
}

/** A declared path with the IDs that were found out. */
export function readdress(
	path: string,
	{ organizationId, accountId }: Record<string, JsonValue>,
): string {
	const put = (part: string, id: JsonValue, within: string) =>
		id === undefined
			? within
			: within.replace(
					new RegExp(`/${part}/[^/?]*`),
					`/${part}/${encodeURIComponent(readText(id))}`,
				);
	return put('accounts', accountId, put('organizations', organizationId, path));
}
