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
import { openClient } from '../openClient';

/** How long someone looking at a list may be kept waiting for a limit, in seconds. */
const PATIENCE = 20;
const PICKER_PAGE = 100;

/** Opens a client for the editor; what goes wrong reaches the user as the list's message. */
export async function withClient<T>(
	context: ILoadOptionsFunctions,
	ask: (client: ScimClient) => Promise<T>,
): Promise<T> {
	try {
		const options = { maxWait: PATIENCE };
		return await ask(await openClient(context, { cache: new RunCache(), options }));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** What a list shows, and the attribute that is searched in. */
export interface Listed {
	path: string;
	searched: string;
	operation: string;
	entry: (record: JsonObject) => INodeListSearchItems;
}

/**
 * One page of a list, as the server has it. Many servers know no other comparison than equality: there
 * the whole name has to be typed.
 */
export const searching = ({ path, searched, operation, entry }: Listed) =>
	async function (
		this: ILoadOptionsFunctions,
		filter = '',
		paginationToken = '1',
	): Promise<INodeListSearchResult> {
		const typed = filter.trim();
		const startIndex = Number(paginationToken);
		return await withClient(this, async (client) => {
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
