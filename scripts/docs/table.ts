/** A table as Prettier sets it. */
export function table([head, ...rows]: string[][]): string {
	const widths = head.map((_, n) =>
		Math.max(3, ...[head, ...rows].map((cells) => [...cells[n]].length)),
	);
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const padded = (cells: string[]) => line(cells.map((cell, n) => cell.padEnd(widths[n])));
	return [padded(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(padded)].join(
		'\n',
	);
}
