import type { JsonObject, JsonValue } from '../../shared/http';
import { isObject } from '../../shared/json';
import { isFormula, writeCsv } from './writeCsv';

/** A value as a cell: names for what has one, lists with semicolons between their entries. */
function textOf(value: JsonValue): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) return value.map(textOf).join('; ');
	return isObject(value) ? textOf(value.name) : String(value);
}

/** A spreadsheet takes what follows the sign for text; the file is for reading, not for an import. */
const safe = (cell: string): string => (isFormula(cell) ? `'${cell}` : cell);

/** Records of all sites as one CSV text: a column for each field that any of them has. */
export function exportCsv(records: readonly JsonObject[]): string {
	const columns = new Set<string>();
	for (const record of records) for (const name of Object.keys(record)) columns.add(name);
	const names = [...columns];
	// One row after the other: as cells, all of them would be there twice.
	function* rows() {
		for (const record of records) yield names.map((name) => safe(textOf(record[name])));
	}
	return writeCsv(names.map(safe), rows());
}
