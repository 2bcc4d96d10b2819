/** The writer of CSV files (RFC 4180): commas, CRLF, quotation marks only where a cell needs them. */

const quoted = (cell: string): string =>
	/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** A row with its end. */
export const lineOf = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

/** @param rows cells as text; each row as many as the header has */
export function writeCsv(header: readonly string[], rows: Iterable<readonly string[]>): string {
	const lines = [lineOf(header)];
	for (const cells of rows) lines.push(lineOf(cells));
	return lines.join('');
}

/** What is written like a telephone number begins with a sign and is none. */
const NUMBER = /^[+-][\d\s().,/-]*$/;

/**
 * Whether a spreadsheet would run a cell as a formula. Whoever opens the file, or its results, later must
 * not have it run; and what is put before it to hinder that would become part of somebody's name.
 */
export const isFormula = (cell: string): boolean =>
	/^\s*[=@]|^[\t\r\n]|^\s*[+-]/.test(cell) && !NUMBER.test(cell.trim());
