import type { AdminClient } from '../api/client';
import type { JsonValue } from '../../shared/http';
import type { ItemParameters } from '../../shared/n8n/operation';
import { isBlank, readText } from '../../shared/n8n/fields/readers';
import { organizationInAddress } from './organizationAddress';
import { isByName, Resolver, valueIn, type Scope } from './resolver';

/** What an operation makes of its empty fields. */
export interface NameRules {
	/** An empty Account is the organization's default account. */
	usesDefaultAccount?: boolean;
	/** An empty Organization is none: the operation finds out by itself what there is. */
	needsNoOrganization?: boolean;
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

type Asked = Pick<ItemParameters, 'raw' | 'isExpression'>;

/**
 * The parameters of an item that hold names, with the IDs in their place. What holds none is not among them.
 *
 * @throws ApiFailure `DOCUSIGN_NAME_NOT_FOUND`, `DOCUSIGN_NAME_AMBIGUOUS`, `DOCUSIGN_NOT_CHOSEN`
 */
export async function resolveNames(
	client: AdminClient,
	asked: Asked,
	rules: NameRules = {},
): Promise<Record<string, JsonValue>> {
	const { raw } = asked;
	const found: Record<string, JsonValue> = {};
	if (raw('organizationId') === undefined) return found;
	const resolver = new Resolver(client);
	const organizationId = await foundOrganization(resolver, asked, rules);
	if (organizationId !== undefined) found.organizationId = organizationId;
	const scope: Scope = { organizationId: organizationId ?? idIn(raw('organizationId')) };
	if (scope.organizationId === '' && rules.needsNoOrganization) return found;
	const accountId = await foundAccount(resolver, asked, rules, scope);
	if (accountId !== undefined) found.accountId = accountId;
	scope.accountId = (accountId ?? idIn(raw('accountId'))) || undefined;
	for (const name of HOLDERS) {
		const value = raw(name);
		if (isBlank(value)) continue;
		const resolved = await resolver.field(name, value, scope);
		if (resolved !== value) found[name] = resolved;
	}
	return found;
}

const idIn = (value: JsonValue): string => readText(valueIn(value));

/** The organization's ID where the parameter is something else; undefined where it is one, or stays empty. */
async function foundOrganization(
	resolver: Resolver,
	{ raw, isExpression }: Asked,
	{ needsNoOrganization = false }: NameRules,
): Promise<string | undefined> {
	const organization = raw('organizationId');
	if (isByName(organization)) return await resolver.organization(organization);
	const id = idIn(organization);
	if (/^https?:\/\//i.test(id)) return organizationInAddress(id);
	const isEmpty = id === '' && !isExpression('organizationId');
	return isEmpty && !needsNoOrganization ? await resolver.onlyOrganization() : undefined;
}

/** The same of the account. */
async function foundAccount(
	resolver: Resolver,
	{ raw, isExpression }: Asked,
	{ usesDefaultAccount = false }: NameRules,
	scope: Scope,
): Promise<string | undefined> {
	const account = raw('accountId');
	if (isByName(account)) return await resolver.account(account, scope);
	const isEmpty = idIn(account) === '' && !isExpression('accountId');
	return isEmpty && usesDefaultAccount
		? await resolver.defaultAccount(scope.organizationId)
		: undefined;
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
