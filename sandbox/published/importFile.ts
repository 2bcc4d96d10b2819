import type { ImportKind, ImportRow } from '../state/bulkImport';
import { parseCsv } from '../state/csv';

const MAX_USERS = 8000;
const MAX_ACCOUNTS = 50;
const MAX_USERS_PER_ACCOUNT = 2000;

const optional = [
	'AccountName',
	'PermissionSet',
	'eSignPermissionProfile',
	'UserTitle',
	'CompanyName',
	'Group',
	'AddressLine1',
	'AddressLine2',
	'City',
	'StateRegionProvince',
	'PostalCode',
	'Phone',
	'Language',
	'LoginPolicy',
	'AutoActivate',
	'APIUserName',
	'FirstName',
	'LastName',
];

const required: Record<ImportKind, string[]> = {
	add: ['FirstName', 'LastName', 'UserEmail'],
	update: ['UserEmail'],
	close: ['UserEmail'],
	closeExternal: ['UserEmail'],
};

export interface ImportFile {
	rows: ImportRow[];
	/** What is wrong with the file as a whole; its rows are not touched then. */
	errors: string[];
	invalidColumns: string[];
}

function countErrors(rows: readonly ImportRow[], needsAccount: boolean): string[] {
	const perAccount = new Map<string, number>();
	for (const { AccountID: id } of rows) perAccount.set(id, (perAccount.get(id) ?? 0) + 1);
	const errors: string[] = [];
	if (rows.length === 0) errors.push('no_users_found');
	if (rows.length > MAX_USERS) errors.push('max_users_exceeded');
	if (needsAccount && perAccount.size > MAX_ACCOUNTS) errors.push('max_accounts_exceeded');
	if ([...perAccount.values()].some((count) => count > MAX_USERS_PER_ACCOUNT)) {
		errors.push('max_users_per_account_exceeded');
	}
	return errors;
}

/** Reads an import file and checks its columns and its size. */
export function readImportFile(text: string, kind: ImportKind, needsAccount: boolean): ImportFile {
	const [columns = [], ...lines] = parseCsv(text);
	const needed = [...(needsAccount ? ['AccountID'] : []), ...required[kind]];
	const known = new Set(['AccountID', 'UserEmail', ...optional]);
	const invalidColumns = columns.filter((column) => !known.has(column));
	const rows = lines.map((line) =>
		Object.fromEntries(columns.map((column, index) => [column, (line[index] ?? '').trim()])),
	);
	const missing = needed.filter((column) => !columns.includes(column));
	const errors = [
		...(missing.length > 0 ? ['required_columns_missing'] : []),
		...(invalidColumns.length > 0 ? ['invalid_column_headers'] : []),
		...countErrors(rows, needsAccount),
	];
	return { rows, errors, invalidColumns };
}
