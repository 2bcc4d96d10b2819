import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { JsonObject } from '../../shared/http';
import { toNodeError } from '../../shared/n8n/errors';
import { RunCache } from '../../shared/runCache';
import type { ScimClient } from '../api/client';
import { isScimFailure } from '../api/errors/catalogue';
import { compare, type Comparison } from '../api/filter';
import type { ListPage } from '../api/list';
import { openClient } from '../openClient';

/** How long someone looking at a list may be kept waiting for a limit, in seconds. */
const PATIENCE = 20;
const PICKER_PAGE = 100;

/** Opens a client for the editor; what goes wrong reaches the user as the list's message. */
export async function withClient<T>(
	context: ILoadOptionsFunctions,
	ask: (client: ScimClient) => Promise<T>,
): Promise<T> {
	const answer = async () =>
		await ask(
			await openClient(context, {
				cache: new RunCache(),
				options: { maxWait: PATIENCE },
			}),
		);
	return await answer().catch((error: unknown) => {
		throw toNodeError(context.getNode(), error);
	});
}

/** What a list shows, and the attribute that is searched in. */
export interface Listed {
	path: string;
	searched: string;
	operation: string;
	entry: (record: JsonObject) => INodeListSearchItems;
}

/** One page of a list, as the server has it. */
export async function search(
	context: ILoadOptionsFunctions,
	listed: Listed,
	typed = '',
	paginationToken = '1',
): Promise<INodeListSearchResult> {
	return await withClient(context, async (client) => {
		const startIndex = Number(paginationToken);
		const { records, total = 0 } = await find(client, listed, typed.trim(), startIndex);
		const next = startIndex + records.length;
		const results = records.map(listed.entry);
		return records.length > 0 && next <= total
			? { results, paginationToken: String(next) }
			: { results };
	});
}

/** Many servers know no other comparison than equality: there the whole name has to be typed. */
async function find(
	client: ScimClient,
	{ path, searched, operation }: Listed,
	typed: string,
	startIndex: number,
): Promise<ListPage> {
	const ask = async (comparison: Comparison) => {
		const filter = typed === '' ? undefined : compare(searched, comparison, typed);
		const place = { startIndex, count: PICKER_PAGE };
		return await client.page({ method: 'GET', path, query: { filter } }, { operation }, place);
	};
	return await ask('co').catch(async (error: unknown) =>
		typed !== '' && isScimFailure(error, 'DOCUSIGN_SCIM_INVALID_FILTER')
			? await ask('eq')
			: await Promise.reject(error),
	);
}
