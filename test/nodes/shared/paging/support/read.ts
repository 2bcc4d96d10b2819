import type { JsonObject } from '../../../../../nodes/shared/http';

export const idOf = (record: JsonObject) => (typeof record.id === 'string' ? record.id : undefined);

/** Users numbered from one number up to before another. */
export const users = (from: number, to: number): JsonObject[] =>
	Array.from({ length: to - from }, (_, number) => ({ id: `u${from + number}` }));

/** The ids of a list, page after page. */
export async function readIds(pages: AsyncIterable<JsonObject[]>): Promise<string[]> {
	const ids: string[] = [];
	for await (const page of pages) for (const record of page) ids.push(String(record.id));
	return ids;
}
