import { createFailure } from '../api/errors/catalogue';
import { parse } from './csv';
import { columnsOf, fieldOf } from './columns';
import type { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject } from '../../shared/http';

const unreadable = (reason: string) => createFailure('DOCUSIGN_EXPORT_UNREADABLE', { reason });

/** What is known of a file before it is read. */
export interface ExportFile {
	/** Columns without which the rows cannot be used. */
	needed: readonly string[];
	/** How many rows Docusign said it has. */
	rows?: number;
}

interface Column {
	/** The record's field; of a column that is not known, its own name. */
	name: string;
	isKnown: boolean;
}

/** How the columns of a file stand in the records; of two with one meaning, the first one. */
function columnsIn(header: readonly string[]): Column[] {
	const taken = new Set<string>();
	return header.map((title) => {
		const field = fieldOf(title);
		if (field === undefined || taken.has(field)) return { name: title.trim(), isKnown: false };
		taken.add(field);
		return { name: field, isKnown: true };
	});
}

/** What differs from row to row. */
const OWN = new Set(['email', 'user_id', 'user_name', 'first_name', 'last_name']);

const GROUPS_APART = /\s*[;|]\s*/;

function valueOf(field: string, text: string): JsonObject[string] {
	if (field === 'permission_profile') return { name: text };
	if (field === 'groups') return text.split(GROUPS_APART).map((name) => ({ name }));
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

/**
 * The records of one export file (CSV, RFC 4180, with or without a byte order mark). Columns are found by
 * their names, in whatever order; one that is not known keeps its own name.
 *
 * @throws ApiFailure `DOCUSIGN_EXPORT_UNREADABLE` where it is no CSV, lacks a needed column, or has not as many rows as Docusign said:
 * a file that was cut off must not pass for a short one
 */
export function readExport(text: string, { needed, rows }: ExportFile): JsonObject[] {
	let columns: Column[] | undefined;
	let problem: ApiFailure | undefined;
	const records: JsonObject[] = [];
	const shared = sharedTexts();
	eachLine(text, (cells) => {
		if (problem !== undefined) return;
		if (columns !== undefined) return void records.push(recordOf(columns, cells, shared));
		columns = columnsIn(cells);
		problem = lacking(columns, needed, cells);
	});
	if (problem !== undefined) throw problem as ApiFailure;
	if (columns === undefined) throw unreadable('it is empty');
	if (rows !== undefined && rows !== records.length) {
		throw unreadable(`it has ${records.length} rows, and Docusign says ${rows}`);
	}
	return records;
}

/** The failure for a file without a column that is needed. */
function lacking(
	columns: readonly Column[],
	needed: readonly string[],
	header: readonly string[],
): ApiFailure | undefined {
	const isThere = (field: string) => columns.some(({ name, isKnown }) => isKnown && name === field);
	const field = needed.find((each) => !isThere(each));
	if (field === undefined) return undefined;
	const names = columnsOf(field).join(', ');
	return unreadable(
		`it has no column for ${field} (${names}). Its columns are: ${header.join(', ')}`,
	);
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

/** Hands over each line's cells; none of them is kept, since a file has many. */
function eachLine(text: string, take: (cells: string[]) => void): void {
	const onLine = (cells: string[]) => {
		take(cells);
		return null;
	};
	const wrong = parsed(text, onLine);
	if (wrong !== undefined) throw unreadable(`it is no CSV: ${wrong}`);
}

/** What is wrong with a CSV text. */
function parsed(text: string, onLine: (cells: string[]) => null): string | undefined {
	try {
		parse(text, { bom: true, skip_empty_lines: true, on_record: onLine });
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
