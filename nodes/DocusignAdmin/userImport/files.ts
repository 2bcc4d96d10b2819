import { writeCsv } from '../userExport/writeCsv';
import { COLUMNS, FIELDS, type ImportKind } from './columns';
import type { ImportRow } from './rows';

/** What Docusign takes in one file. */
export const LIMITS = { rows: 8_000, accounts: 50, rowsOfAccount: 2_000 } as const;

/** The rows of one file, in the order of the file. */
export interface ImportFile {
	rows: ImportRow[];
	text: string;
}

interface Filling {
	rows: ImportRow[];
	perAccount: Map<string, number>;
}

const accountOf = ({ cells }: ImportRow) => (cells.account ?? '').toLowerCase();

function hasRoom({ rows, perAccount }: Filling, account: string): boolean {
	const ofAccount = perAccount.get(account);
	return (
		rows.length < LIMITS.rows &&
		(ofAccount ?? 0) < LIMITS.rowsOfAccount &&
		(ofAccount !== undefined || perAccount.size < LIMITS.accounts)
	);
}

/** Rows in as few files as they come into one after the other, each within Docusign's limits. */
export function splitRows(rows: readonly ImportRow[]): ImportRow[][] {
	const fillings: Filling[] = [];
	for (const row of rows) {
		const account = accountOf(row);
		let filling = fillings.find((each) => hasRoom(each, account));
		if (filling === undefined) {
			filling = { rows: [], perAccount: new Map() };
			fillings.push(filling);
		}
		filling.rows.push(row);
		filling.perAccount.set(account, (filling.perAccount.get(account) ?? 0) + 1);
	}
	return fillings.map((filling) => filling.rows);
}

/** The files of an import, with the columns that one of their rows fills in. */
export const filesOf = (rows: readonly ImportRow[], kind: ImportKind): ImportFile[] =>
	splitRows(rows).map((some) => {
		const fields = FIELDS[kind].filter((field) =>
			some.some(({ cells }) => cells[field] !== undefined),
		);
		const cells = some.map((row) => fields.map((field) => row.cells[field] ?? ''));
		return {
			rows: some,
			text: writeCsv(
				fields.map((field) => COLUMNS[field]),
				cells,
			),
		};
	});
