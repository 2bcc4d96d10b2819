import type { JsonValue } from '../../shared/http';
import { isObject } from '../../shared/json';
import { parse } from './csv';
import type { RowSink } from './readExport';
import { isFormula, lineOf } from './writeCsv';

/** A value as a cell: names for what has one, lists with semicolons between their entries. */
function textOf(value: JsonValue): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) return value.map(textOf).join('; ');
	return isObject(value) ? textOf(value.name) : String(value);
}

/** A spreadsheet takes what follows the sign for text; the file is for reading, not for an import. */
const safe = (cell: string): string => (isFormula(cell) ? `'${cell}` : cell);

/** The rows of one site as they stand in a CSV file. */
export interface CsvPart {
	columns: readonly string[];
	/** In pieces, since all of it as one text is there twice for a while. */
	lines: readonly string[];
	rows: number;
}

const PIECE_LENGTH = 16 * 1024;

/** Writes records as CSV lines while they are read: as records, all of them would take many times the room. */
export function csvSink(): RowSink<CsvPart> {
	let columns: readonly string[] = [];
	const lines: string[] = [];
	let piece: string[] = [];
	let length = 0;
	let rows = 0;
	const finish = () => {
		if (length > 0) lines.push(piece.join(''));
		piece = [];
		length = 0;
	};
	return {
		columns(names) {
			columns = names;
		},
		row(record) {
			const line = lineOf(columns.map((name) => safe(textOf(record[name]))));
			rows++;
			length += piece.push(line) && line.length;
			if (length >= PIECE_LENGTH) finish();
		},
		end() {
			finish();
			return { columns, lines, rows };
		},
	};
}

/** Records of all sites as one CSV file, in pieces: a column for each that any of them has. */
export function exportCsv(parts: readonly CsvPart[]): string[] {
	const columns = [...new Set(parts.flatMap((part) => part.columns))];
	return [lineOf(columns.map(safe)), ...parts.flatMap((part) => linesIn(part, columns))];
}

/** The lines of a site with the columns of all. */
function linesIn({ columns, lines }: CsvPart, all: readonly string[]): readonly string[] {
	if (columns.length === all.length && columns.every((name, n) => name === all[n])) return lines;
	const places = all.map((name) => columns.indexOf(name));
	return lines.map((piece) =>
		parse(piece)
			.map((cells) => lineOf(places.map((place) => cells[place] ?? '')))
			.join(''),
	);
}
