import { MAX_COUNT } from '../spec/cursor';
import { invalidParameter } from '../http/answer';
import type { Call } from '../http/call';
import { isModifiedSince } from '../spec/publishedRules';

/** What a cursor stands for. It is opaque to clients, and holds its place whoever comes or goes. */
interface Position {
	/** The sequence number of the last record shown. */
	after: number;
	count: number;
	since?: string;
	/** The list it belongs to. */
	list: string;
}

const encode = (position: Position): string =>
	Buffer.from(JSON.stringify(position)).toString('base64url');

function decode(text: string): Position | undefined {
	try {
		return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Position;
	} catch {
		// Not one of ours: refused below like any other foreign cursor.
		return undefined;
	}
}

function positionOf(call: Call): Position {
	const since = call.query.get('last_modified') ?? undefined;
	if (since !== undefined && !isModifiedSince(since)) {
		throw invalidParameter('last_modified is not a date.');
	}
	const cursor = call.query.get('cursor');
	const list = call.path.toLowerCase();
	if (cursor === null) {
		return { after: 0, count: Number(call.query.get('count') ?? MAX_COUNT), since, list };
	}
	const position = decode(cursor);
	const sameFilter = since === undefined || position?.since === since;
	if (position?.list !== list || !sameFilter) throw invalidParameter('The cursor is not valid.');
	return { ...position, count: Number(call.query.get('count') ?? position.count) };
}

function spell(call: Call, cursor: string): string {
	const query = `?cursor=${encodeURIComponent(cursor)}`;
	switch (call.backend.options.nextUriStyle) {
		case 'relative':
			return `/users${query}`;
		case 'prefixless':
			return call.path.replace(/^.*?\/management(?=\/)/i, '') + query;
		case 'path':
			return call.path + query;
		case 'absolute':
			return call.backend.url + call.path + query;
	}
}

const noPage = { absent: {}, empty: { next_uri: '' }, null: { next_uri: null } };

/** The index of the first record after a sequence number, in a list that is ordered by it. */
function indexAfter(records: ReadonlyArray<{ sequence: number }>, after: number): number {
	let low = 0;
	let high = records.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (records[middle].sequence > after) high = middle;
		else low = middle + 1;
	}
	return low;
}

/**
 * One page of a list that is ordered by sequence number.
 *
 * @param keep given `last_modified` of the walk, tells which records belong to it
 */
export function pageOf<T extends { sequence: number }>(
	call: Call,
	records: readonly T[],
	keep: (since: string | undefined) => (record: T) => boolean,
): { shown: T[]; next: { next_uri?: string | null } } {
	const position = positionOf(call);
	const wanted = keep(position.since);
	const shown: T[] = [];
	let more = false;
	for (let index = indexAfter(records, position.after); index < records.length; index++) {
		if (!wanted(records[index])) continue;
		more = shown.length === position.count;
		if (more) break;
		shown.push(records[index]);
	}
	const last = shown.at(-1);
	if (!more || !last) return { shown, next: noPage[call.backend.options.lastPage] };
	const cursor = encode({ ...position, after: last.sequence });
	return { shown, next: { next_uri: spell(call, cursor) } };
}
