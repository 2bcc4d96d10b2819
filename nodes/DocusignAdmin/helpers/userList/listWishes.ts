import type { INodeProperties } from 'n8n-workflow';

import { plainText } from '../../../shared/transport/answers/errorText';
import type { JsonObject } from '../../../shared/http';
import { readBoolean } from '../../../shared/n8n/fields/readers';
import { Wishes } from '../../api/wishes';
import type { Item } from '../../operation';

/** What a list of users shows on demand, without another request. */

export const includeDsGroups: INodeProperties = {
	displayName: 'Include DS Groups',
	name: 'includeDsGroups',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the DS groups of each user in the account that is listed, without another request. Where Docusign does not give them, the list comes without and says so in warnings.',
};

export const includeLicense: INodeProperties = {
	displayName: 'Include License',
	name: 'includeLicense',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the license type, subscription and plan of each membership, without another request. Where Docusign does not give them, the list comes without and says so in warnings.',
};

/** Options, the query parameters behind them, and what the user misses without. */
const WISHES = [
	{ option: includeLicense, query: 'include_license', what: 'licenses' },
	{ option: includeDsGroups, query: 'include_ds_groups', what: 'DS groups' },
] as const;

const wished = (item: Item) =>
	WISHES.filter(
		({ option }) =>
			readBoolean(item.parameter(`options.${option.name}`), option.displayName) === true,
	);

/** Whether the records show what belongs to one account, which they then have to name. */
export const wishesForMemberships = (item: Item): boolean => wished(item).length > 0;

/** A list as it is read with what the item wishes for, and what its records have to say of that. */
export interface Wishing {
	wishes?: Wishes;
	/** Tells in each record what was refused. */
	marked(pages: AsyncIterable<JsonObject[]>): AsyncIterable<JsonObject[]>;
}

/**
 * What the item wants on top of a list. Refusals are remembered for the run, for each account: one account
 * without the plan says nothing of the others.
 */
export async function wishesOf(
	item: Item,
	organizationId: string,
	accountId: string | undefined,
): Promise<Wishing> {
	const wanted = wished(item);
	if (wanted.length === 0) return { marked: (pages) => pages };
	const { cache, contract } = item.client;
	if (!contract.usersNeedScope) {
		const missing = wanted.map(({ what }) => what).join(' and ');
		return marking(() => `${contract.title} does not show ${missing}`);
	}
	const names = wanted.map(({ query }) => query);
	const wishes = await cache.remember(
		`wishes:${organizationId}:${accountId ?? ''}:${names.join()}`,
		async () => Promise.resolve(new Wishes(names)),
	);
	const marks = marking(() => {
		const { refused } = wishes;
		if (!refused) return undefined;
		const missing = wanted.filter(({ query }) => refused.names.includes(query));
		const { failure } = refused;
		const said = plainText(failure.docusign?.message ?? failure.docusign?.error);
		const reason = said ?? `status ${failure.status}`;
		return `Docusign does not show ${missing.map(({ what }) => what).join(' and ')} here: ${reason}`;
	});
	return { ...marks, wishes };
}

const marking = (warning: () => string | undefined): Wishing => ({
	async *marked(pages) {
		for await (const page of pages) {
			const said = warning();
			if (said !== undefined) for (const record of page) record.warnings = [said];
			yield page;
		}
	},
});
