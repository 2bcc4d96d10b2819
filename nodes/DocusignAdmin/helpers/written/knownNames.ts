import type { JsonObject, JsonValue } from '../../../shared/http';
import { isObject, known, objectIn, objectsIn } from '../../../shared/json';
import { isSameId } from '../../api/ids';
import type { Facts } from '../../api/contract';
import type { Item } from '../../operation';
import type { AdminClient } from '../../api/client';

/** The names of what the run has listed already; undefined for what it has not. */
export interface KnownNames {
	account(id: JsonValue): string | undefined;
	permissionProfile(accountId: JsonValue, id: JsonValue): string | undefined;
	group(accountId: JsonValue, id: JsonValue): string | undefined;
}

const nameOf = (list: readonly JsonObject[], id: JsonValue, of = 'name'): string | undefined => {
	const found = list.find((each) => isSameId(String(each.id), String(id)));
	return typeof found?.[of] === 'string' ? found[of] : undefined;
};

/**
 * What the lists tell that were read for names in this run; none is asked for.
 *
 * @param accountIds the accounts whose permission profiles and groups are wanted
 */
export async function knownNames(
	{ cache }: AdminClient,
	organizationId: string,
	accountIds: readonly string[],
): Promise<KnownNames> {
	const listed = async (key: string) => (await cache.peek<JsonObject[]>(key)) ?? [];
	const organizations = await listed('names:organizations');
	const own = organizations.find(({ id }) => isSameId(id, organizationId)) ?? {};
	const accounts = [...objectsIn(own.accounts), ...(await listed(`accounts:${organizationId}`))];
	const within = new Map<string, { profiles: JsonObject[]; groups: JsonObject[] }>();
	for (const id of accountIds) {
		const profiles = await listed(`names:profiles:${id}`);
		within.set(id, { profiles, groups: await listed(`names:groups:${id}`) });
	}
	const inAccount = (id: JsonValue) => within.get(String(id));
	return {
		account: (id) => nameOf(accounts, id) ?? nameOf(accounts, id, 'account_name'),
		permissionProfile: (accountId, id) => nameOf(inAccount(accountId)?.profiles ?? [], id),
		group: (accountId, id) => nameOf(inAccount(accountId)?.groups ?? [], id),
	};
}

const nameIn = (entry: JsonObject, name: string | undefined): JsonObject =>
	known({ ...entry, name: entry.name ?? name });

/** A record with the names of what it has by id alone. */
export function withNames(record: JsonObject, names: KnownNames): JsonObject {
	const named = (member: JsonObject): JsonObject => {
		const { account_id: accountId, permission_profile: profile, groups } = member;
		return known({
			...member,
			...(accountId !== undefined && {
				account_name: member.account_name ?? names.account(accountId),
			}),
			...(isObject(profile) && {
				permission_profile: nameIn(profile, names.permissionProfile(accountId, profile.id)),
			}),
			...(Array.isArray(groups) && {
				groups: objectsIn(groups).map((group) => nameIn(group, names.group(accountId, group.id))),
			}),
		});
	};
	const { memberships } = record;
	return {
		...(record.account_id === undefined ? record : named(record)),
		...(Array.isArray(memberships) && { memberships: objectsIn(memberships).map(named) }),
	};
}

/** The name under which the editor shows what was picked in a locator's list, unless an expression picks. */
function pickedName({ raw, isExpression }: Item, parameter: string, id: JsonValue) {
	const { __rl: isLocator, mode, value, cachedResultName: name } = objectIn(raw(parameter));
	const isPicked = isLocator === true && mode === 'list' && !isExpression(parameter);
	const isMeant = isPicked && isSameId(String(value), String(id));
	return isMeant && typeof name === 'string' && name !== '' ? name : undefined;
}

/** The names that a dry run tells: of what was listed, and of what was picked from a list in the editor. */
export async function namesFor(
	item: Item,
	organizationId: string,
	writes: ReadonlyArray<{ change: JsonObject; facts: Facts }>,
): Promise<KnownNames> {
	const ids = writes.flatMap(({ change, facts }) => [
		facts.accountId,
		...objectsIn(change.accounts).map(({ id }) => id),
		...objectsIn(change.memberships).map(({ account_id: id }) => id),
	]);
	const accountIds = [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
	const names = await knownNames(item.client, organizationId, accountIds);
	const profile = (id: JsonValue) => pickedName(item, 'permissionProfileId', id);
	return {
		account: (id) => names.account(id) ?? pickedName(item, 'accountId', id),
		permissionProfile: (accountId, id) => names.permissionProfile(accountId, id) ?? profile(id),
		group: (...of) => names.group(...of),
	};
}
