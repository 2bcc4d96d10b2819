import type { BodyReader, JsonObject } from '../../shared/http';
import { plainText } from '../../shared/transport/answers/errorText';
import { columnsOf, fieldOf } from './columns';
import { csvReader, unreadable } from './csvReader';
import type { ExportResult } from './exportJob';

/** What is known of a file before it is read. */
export interface ExportFile extends Pick<ExportResult, 'rows' | 'bytes'> {
	/** Columns without which the rows cannot be used. */
	needed: readonly string[];
}

interface Column {
	/** The record's field; of a column that is not known, its own name. */
	name: string;
	isKnown: boolean;
}

/** How the columns of a file stand in the records; of two with one meaning, the first one is known. */
function columnsIn(header: readonly string[]): Column[] {
	const taken = new Set<string>();
	return header.map((title, index) => {
		const field = fieldOf(title);
		const isKnown = field !== undefined && !taken.has(field);
		const name = isKnown ? field : ownName(title, `column ${index + 1}`, taken);
		taken.add(name);
		return { name, isKnown };
	});
}

/** What stands in one column must not take the place of what stands in another. */
function ownName(title: string, place: string, taken: ReadonlySet<string>): string {
	const name = title.trim() || place;
	return taken.has(name) ? `${name} (${place})` : name;
}

/** What differs from row to row. */
const OWN = new Set(['email', 'user_id', 'user_name', 'first_name', 'last_name']);

const GROUPS_APART = /\s*[;|]\s*/;

function valueOf(field: string, text: string): JsonObject[string] {
	if (field === 'permission_profile') return { name: text };
	if (field === 'groups') {
		return text.split(GROUPS_APART).flatMap((name) => (name === '' ? [] : [{ name }]));
	}
	if (field === 'status' || field === 'membership_status') return text.toLowerCase();
	if (field === 'is_admin') return /^(true|yes|1)$/i.test(text);
	return text;
}

function recordOf(
	columns: readonly Column[],
	cells: readonly string[],
	shared: (text: string) => string,
): JsonObject {
	const record: JsonObject = {};
	columns.forEach(({ name, isKnown }, index) => {
		const text = cells[index].trim();
		if (text === '') return;
		record[name] = isKnown
			? valueOf(name, OWN.has(name) ? text : shared(text))
			: shared(cells[index]);
	});
	return record;
}

/** What is made of the rows of a file. */
export interface RowSink<T> {
	/** Told the names of the records' fields, before the first record. */
	columns?(names: readonly string[]): void;
	row(record: JsonObject): void;
	end(): T;
}

/** All records, as they are. */
export function recordSink(): RowSink<JsonObject[]> {
	const records: JsonObject[] = [];
	return { row: (record) => void records.push(record), end: () => records };
}

/**
 * Reads one export file (CSV) record by record as it arrives. Columns are found by their names, in whatever
 * order; one that is not known keeps its own name.
 *
 * @throws ApiFailure `DOCUSIGN_EXPORT_UNREADABLE` where it is no CSV, lacks a needed column, or has neither as
 * many rows nor as many bytes as Docusign said: a file that was cut off must not pass for a short one. Either
 * proves it whole, since nowhere is it said whether the head counts as a row
 */
export function exportReader<T>(
	{ needed, rows, bytes }: ExportFile,
	sink: RowSink<T>,
): BodyReader<T> {
	let columns: Column[] | undefined;
	let count = 0;
	let length = 0;
	const shared = sharedTexts();
	const lines = csvReader((cells) => {
		if (columns !== undefined) {
			count++;
			return sink.row(recordOf(columns, cells, shared));
		}
		columns = columnsIn(cells);
		demandColumns(columns, needed, cells);
		sink.columns?.(columns.map(({ name }) => name));
	});
	return {
		take(chunk) {
			length += chunk.length;
			lines.take(chunk);
		},
		end() {
			lines.end();
			if (columns === undefined) throw unreadable('it is empty');
			if (rows !== undefined && rows !== count && bytes !== length) {
				throw unreadable(`it has ${count} rows, and Docusign says ${rows}`);
			}
			return sink.end();
		},
	};
}

function demandColumns(
	columns: readonly Column[],
	needed: readonly string[],
	header: readonly string[],
): void {
	const isThere = (field: string) => columns.some(({ name, isKnown }) => isKnown && name === field);
	const field = needed.find((each) => !isThere(each));
	if (field === undefined) return;
	const names = columnsOf(field).join(', ');
	// Of a page in place of a file, the first line may be all of it.
	const found = plainText(header.join(', ')) ?? 'none that could be shown';
	throw unreadable(`it has no column for ${field} (${names}). Its columns are: ${found}`);
}

/** So many different texts of a file are kept to be used again; names and addresses are more. */
const MOST_SHARED = 1_000;

/** One string for the same text: the accounts, profiles and statuses of a file are few, and its rows many. */
function sharedTexts(): (text: string) => string {
	const known = new Map<string, string>();
	return (text) => {
		const same = known.get(text);
		if (same === undefined && known.size < MOST_SHARED) known.set(text, text);
		return same ?? text;
	};
}
