import { parse } from '../../userExport/csv';
import { fieldOf } from '../../userExport/columns';

/** A line with fewer known columns may be no header but somebody's row, of which nothing is told. */
const LEAST_KNOWN = 3;
/** Columns without which no record could be used. */
const NEEDED = ['email', 'account_id'];

function cellsOf(line: string): string[] {
	try {
		return (parse(line) as string[][])[0] ?? [];
	} catch {
		return [];
	}
}

const told = (name: string): string =>
	/^[A-Za-z][A-Za-z_ ]{0,39}$/.test(name) ? `"${name}"` : 'a name that is not shown here';

/** What is unexpected in the header of an export file, by names of columns. */
export function headerFindings(line: string): string[] {
	const names = cellsOf(line).map((name) => name.trim());
	const known = names.map(fieldOf).filter((field) => field !== undefined);
	if (known.length < LEAST_KNOWN) return ['the first line names no columns that are known'];
	const unknown = names.filter((name) => fieldOf(name) === undefined);
	return [
		...unknown.map((name) => `the column ${told(name)} is not known`),
		...NEEDED.filter((field) => !known.includes(field)).map((field) => `no column for ${field}`),
	];
}
