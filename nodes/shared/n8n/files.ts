import type { IBinaryData, IExecutePaginationFunctions } from 'n8n-workflow';

import type { JsonObject } from '../http';

/** A file that a record comes with. */
export interface RecordFile {
	/** In pieces: a long one that is joined is there twice. */
	text: readonly string[];
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
	const content = bytesOf(file.text);
	return { data: await context.helpers.prepareBinaryData(content, file.name, file.mimeType) };
}

/** Written straight into their place: as bytes of their own, the pieces would be there once more. */
function bytesOf(text: readonly string[]): Buffer {
	const bytes = Buffer.alloc(text.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0));
	let at = 0;
	for (const piece of text) at += bytes.write(piece, at);
	return bytes;
}

export const hasFile = (record: JsonObject): boolean => files.has(record);
