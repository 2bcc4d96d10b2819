import { ApiFailure } from '../../../../../nodes/shared/errors/apiFailure';
import { MOST_RECORDS, type JsonObject } from '../../../../../nodes/shared/http';
import type { ItemContext, ListWork } from '../../../../../nodes/shared/n8n/operation';
import { runWork } from '../../../../../nodes/shared/n8n/items/runItem';
import { RunCache } from '../../../../../nodes/shared/runCache';

const item: ItemContext<unknown> = {
	client: undefined,
	declared: { method: 'GET', path: '/' },
	timeZone: 'UTC',
	warn: () => undefined,
	inform: () => undefined,
	raw: () => undefined,
	itemIndex: 0,
	inputItems: [],
	disagreement: () => undefined,
	signsInAlike: async () => await Promise.resolve(true),
	run: new RunCache(),
	parameter: () => undefined,
	isExpression: () => false,
	locatorMode: () => 'id',
};

/** A list that does not say how long it is. */
const listing = (length: number, pageSize: number): ListWork<ItemContext<unknown>> => ({
	kind: 'list',
	async *pages() {
		const record: JsonObject = { id: 'u' };
		for (let given = 0; given < length; given += pageSize) {
			yield Array.from({ length: Math.min(pageSize, length - given) }, () => record);
		}
	},
});

async function emitted(length: number) {
	let count = 0;
	const tooManyResults = (most: number) =>
		new ApiFailure({ code: 'DOCUSIGN_TEST', message: `more than ${most}`, description: '' });
	await runWork(listing(length, 1_000), item, { cache: new RunCache(), tooManyResults }, () => {
		count += 1;
	});
	return count;
}

describe('a list whose length nobody told', () => {
	it('comes out whole while n8n can pass it on', async () => {
		expect(await emitted(MOST_RECORDS)).toBe(MOST_RECORDS);
	});

	it('is an error from the record on that is too many', async () => {
		await expect(emitted(MOST_RECORDS + 1)).rejects.toThrow('more than 120000');
	});
});
