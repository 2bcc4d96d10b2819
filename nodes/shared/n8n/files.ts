import type { IBinaryData, IExecutePaginationFunctions } from 'n8n-workflow';

import type { JsonObject } from '../http';

/** A file that a record comes with. */
export interface RecordFile {
	text: string;
	/** With its ending. */
	name: string;
	mimeType: string;
}

/** Files by their records: records stay plain, and only who puts them out knows n8n's way with files. */
const files = new WeakMap<JsonObject, RecordFile>();

/** Has a record come with a file, as binary data of the item. */
export function withFile(record: JsonObject, file: RecordFile): JsonObject {
	files.set(record, file);
	return record;
}

/** The binary data of a record, in the field that n8n's nodes expect; undefined for one without a file. */
export async function binaryOf(
	context: IExecutePaginationFunctions,
	record: JsonObject,
): Promise<{ data: IBinaryData } | undefined> {
	const file = files.get(record);
	if (file === undefined) return undefined;
	const content = Buffer.from(file.text, 'utf8');
	return { data: await context.helpers.prepareBinaryData(content, file.name, file.mimeType) };
}

export const hasFile = (record: JsonObject): boolean => files.has(record);
