/** Reads CSV (RFC 4180) with or without a byte order mark. */
export function parseCsv(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let field = '';
	let quoted = false;
	const source = text.replace(/^\uFEFF/, '');
	for (let index = 0; index < source.length; index++) {
		const char = source[index];
		if (quoted) {
			if (char !== '"') field += char;
			else if (source[index + 1] === '"') field += source[++index];
			else quoted = false;
		} else if (char === '"') quoted = true;
		else if (char === ',') {
			row.push(field);
			field = '';
		} else if (char === '\n') {
			rows.push([...row, field]);
			row = [];
			field = '';
		} else if (char !== '\r') field += char;
	}
	if (field !== '' || row.length > 0) rows.push([...row, field]);
	return rows.filter((each) => each.some((value) => value.trim() !== ''));
}

const quote = (value: string): string =>
	/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** Writes CSV the way Docusign's exports come: with a byte order mark and CRLF. */
export const writeCsv = (rows: readonly string[][]): string =>
	`\uFEFF${rows.map((row) => row.map(quote).join(',')).join('\r\n')}\r\n`;
