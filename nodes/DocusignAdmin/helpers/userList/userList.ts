import type { INodeProperties } from 'n8n-workflow';

import { accountIdsOf } from '../../api/accounts';
import { composed } from '../../api/users/address';
import { userFilters } from '../../descriptions/userFilters';
import { invalidInput } from '../../../shared/errors/input';
import { readText, readTime } from '../../../shared/n8n/fields/readers';
import { objectIn } from '../../../shared/json';
import type { ApiRequest, JsonObject } from '../../../shared/http';
import type { ListAsk } from '../../../shared/paging/types';
import { optionalAccountId, organizationIdOf } from '../../parameters';
import type { Item } from '../../operation';
import { wantsProfiles } from './includeProfile';
import { wishesForMemberships, wishesOf } from './listWishes';
import { ofAddress } from './ofAddress';
import { readsListThrough } from '../userCalls';

type Query = NonNullable<ApiRequest['query']>;

/**
 * The filters of the item as the published list takes them: read here and not by the declarations, which
 * know nothing of a value's other types and spellings.
 */
function filtersOf(item: Item): Query {
	const filters = objectIn(item.parameter('filters'));
	const query: Query = { ...item.declared.query };
	for (const { name, routing, type } of userFilters.options as INodeProperties[]) {
		const property = routing?.send?.property;
		if (property === undefined || filters[name] === undefined) continue;
		const text = composed(readText(filters[name]));
		query[property] = type === 'options' ? text.toLowerCase() : text;
	}
	if (filters.lastModifiedSince !== undefined) {
		const time = readTime(filters.lastModifiedSince, 'Last Modified Since', item.timeZone);
		// Docusign takes a time with seconds.
		query.last_modified_since = time.toISOString().replace(/\.\d+Z$/, 'Z');
	}
	return { ...query, account_id: filteredAccount(item) };
}

/** The account that the filters name. */
const filteredAccount = (item: Item): string | undefined =>
	optionalAccountId(item.parameter('filters.accountId'));

/** Whether Docusign's rule is met that a user list names an account, a domain or an address. */
function isScoped(query: Query): boolean {
	const scoped = query.account_id ?? query.organization_reserved_domain_id;
	// The time filter needs an account or a domain; an address alone does not do.
	return scoped !== undefined || (query.email !== undefined && !query.last_modified_since);
}

/** A filter that the contract cannot answer in any account is refused before they are asked for. */
async function allAccounts({ client, declared }: Item, organizationId: string, query: Query) {
	const request = { ...declared, query: { ...query, account_id: 'any' } };
	client.contract.rows.getUsers.keep?.(request);
	return await accountIdsOf(
		client,
		organizationId,
		"Choose an account in 'Account' or under 'Filters'",
	);
}

/** One list of users, with what the item wishes for on top. */
async function* listOf(
	item: Item,
	query: Query,
	organizationId: string,
	ask: ListAsk,
): AsyncGenerator<JsonObject[]> {
	const accountId = optionalAccountId(query.account_id);
	const { wishes, marked } = await wishesOf(item, organizationId, accountId);
	const { client, declared } = item;
	const facts = { organizationId, accountId };
	const { email, ...others } = query;
	if (email === undefined || !readsListThrough(client.contract)) {
		const request = { ...declared, query };
		return yield* marked(client.lists.pages('getUsers', request, facts, { ...ask, wishes }));
	}
	const { limit, ...rest } = ask;
	const request = { ...declared, query: others };
	const pages = client.lists.pages('getUsers', request, facts, { ...rest, wishes });
	yield* marked(ofAddress(item, { organizationId, email: String(email), limit }, pages));
}

/** The lists of accounts as one; `named`: every record names its account. */
function usersOf(
	item: Item,
	list: { organizationId: string; accounts: string[]; query: Query; named: boolean },
	distinct: boolean,
) {
	const { client, limit } = item;
	const { organizationId, accounts, query, named } = list;
	const sources = accounts.map((accountId) => (ask: ListAsk) => {
		const pages = listOf(item, { ...query, account_id: accountId }, organizationId, ask);
		return named ? naming(accountId, pages) : pages;
	});
	return client.lists.merge(sources, { limit, distinct });
}

/**
 * The users of the organization, each once: in one list where the contract and the filters allow
 * it, else account by account, merged by user id. Profiles and
 * licenses that only the lists of accounts show are those of the first account, which the record names.
 */
export async function* organizationUsers(item: Item): AsyncGenerator<JsonObject[]> {
	const { client, limit } = item;
	const organizationId = organizationIdOf(item);
	const query = filtersOf(item);
	const { usersNeedScope, listsProfiles } = client.contract;
	const profilesListed = wantsProfiles(item) && listsProfiles && query.account_id === undefined;
	if ((!usersNeedScope || isScoped(query)) && !profilesListed) {
		const accountId = optionalAccountId(query.account_id);
		const pages = listOf(item, query, organizationId, { limit });
		yield* accountId ? naming(accountId, pages) : pages;
		return;
	}
	const accounts = await allAccounts(item, organizationId, query);
	const named = profilesListed || wishesForMemberships(item);
	yield* usersOf(item, { organizationId, accounts, query, named }, true);
}

/**
 * The account whose memberships are listed; undefined for those of every account.
 *
 * @throws ApiFailure when the item names two, and for an expression that comes out empty: it must not
 * list every account
 */
export function membershipAccount(item: Item): string | undefined {
	const chosen = optionalAccountId(item.parameter('accountId'));
	if (chosen === undefined && item.isExpression('accountId')) {
		throw invalidInput(
			"The expression in 'Account' gives no account",
			'Correct it, or empty the field to list the memberships of all accounts.',
		);
	}
	const filtered = filteredAccount(item);
	if (chosen && filtered && chosen !== filtered) {
		throw invalidInput(
			"'Account' and the account in 'Filters' differ",
			'Choose the account in one of the two fields.',
		);
	}
	return chosen ?? filtered;
}

/** The memberships of one account, or of each account in turn; every record names its account. */
export async function* memberships(item: Item): AsyncGenerator<JsonObject[]> {
	const organizationId = organizationIdOf(item);
	const query = filtersOf(item);
	const accountId = membershipAccount(item);
	const accounts = accountId ? [accountId] : await allAccounts(item, organizationId, query);
	yield* usersOf(item, { organizationId, accounts, query, named: true }, false);
}

async function* naming(
	accountId: string,
	pages: AsyncIterable<JsonObject[]>,
): AsyncGenerator<JsonObject[]> {
	for await (const page of pages) {
		for (const record of page) record.account_id = accountId;
		yield page;
	}
}
