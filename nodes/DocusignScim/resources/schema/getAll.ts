import { returnAllAndLimit } from '../../../shared/n8n/fields/descriptions';
import { readOptions } from '../../descriptions/options';
import type { Item, Operation } from '../../operation';
import type { JsonObject } from '../../../shared/http';

/** Schemas come whole, and servers need not know of paging here (RFC 7644 section 4). */
async function* schemas(item: Item): AsyncGenerator<JsonObject[]> {
	const { client, declared, limit } = item;
	const context = { operation: 'list the schemas' };
	const { records, total = 0 } = await client.page(declared, context);
	if (records.length < total) yield* client.pages(declared, context, { limit });
	else yield records.slice(0, limit);
}

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many schemas',
	description:
		'Retrieve the schemas of users and groups, with every attribute that the server knows',
	request: { method: 'GET', url: '/Schemas' },
	fields: [...returnAllAndLimit, readOptions()],
	work: { kind: 'list', pages: schemas },
};
