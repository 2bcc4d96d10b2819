import { createFailure } from '../api/errors/catalogue';
import { parse } from './csv';
import { columnsOf, fieldOf } from './columns';
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

const GROUPS_APART = /\s*[;|]\s*/;

function valueOf(field: string, text: string): JsonObject[string] {
	if (field === 'permission_profile') return { name: text };
	if (field === 'groups') return text.split(GROUPS_APART).map((name) => ({ name }));
	if (field === 'status' || field === 'membership_status') return text.toLowerCase();
	if (field === 'is_admin') return /^(true|yes|1)$/i.test(text);
	return text;
}

function recordOf(columns: readonly Column[], cells: readonly string[]): JsonObject {
	const record: JsonObject = {};
	columns.forEach(({ name, isKnown }, index) => {
		const text = cells[index].trim();
		if (text !== '') record[name] = isKnown ? valueOf(name, text) : cells[index];
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
	const [header, ...lines] = cellsIn(text);
	if (header === undefined) throw unreadable('it is empty');
	const columns = columnsIn(header);
	for (const field of needed) {
		if (columns.some(({ name, isKnown }) => isKnown && name === field)) continue;
		const names = columnsOf(field).join(', ');
		throw unreadable(
			`it has no column for ${field} (${names}). Its columns are: ${header.join(', ')}`,
		);
	}
	if (rows !== undefined && rows !== lines.length) {
		throw unreadable(`it has ${lines.length} rows, and Docusign says ${rows}`);
	}
	return lines.map((cells) => recordOf(columns, cells));
}

function cellsIn(text: string): string[][] {
	const read = cells(text);
	if (Array.isArray(read)) return read;
	throw unreadable(`it is no CSV: ${read}`);
}

/** The cells of a CSV text, or what is wrong with it. */
function cells(text: string): string[][] | string {
	try {
		return parse(text, { bom: true, skip_empty_lines: true });
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
