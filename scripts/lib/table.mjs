/**
 * Lays rows out in columns for a terminal; the first row is the heading.
 * @param {string[][]} rows
 */
export function formatTable(rows) {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	const lines = rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column]))
			.join('   ')
			.trimEnd(),
	);
	const rule = widths.map((width) => '─'.repeat(width)).join('───');
	return [lines[0], rule, ...lines.slice(1)].map((line) => `  ${line}`).join('\n');
}
