import type { ImportKind, ImportRow } from '../state/bulkImport';
import { parseCsv } from '../state/csv';
import type { ImportType } from '../state/importErrors';

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
	errors: ImportType[];
	columns: string[];
	invalidColumns: string[];
}

function countErrors(rows: readonly ImportRow[], needsAccount: boolean): ImportType[] {
	const perAccount = new Map<string, number>();
	for (const { AccountID: id } of rows) perAccount.set(id, (perAccount.get(id) ?? 0) + 1);
	// For a file without rows, and for too many accounts, there is no type of their own.
	if (rows.length === 0) return ['insufficient_row_data_found'];
	const tooMany =
		rows.length > MAX_USERS ||
		(needsAccount && perAccount.size > MAX_ACCOUNTS) ||
		[...perAccount.values()].some((count) => count > MAX_USERS_PER_ACCOUNT);
	return tooMany ? ['maximum_users_exceeded'] : [];
}

const missingTypes: Record<string, ImportType> = {
	FirstName: 'username_column_header_missing',
	LastName: 'username_column_header_missing',
	UserEmail: 'useremail_column_header_missing',
};

/** Reads an import file and checks its columns and its size. */
export function readImportFile(text: string, kind: ImportKind, needsAccount: boolean): ImportFile {
	const [columns = [], ...lines] = parseCsv(text);
	const needed = [...(needsAccount ? ['AccountID'] : []), ...required[kind]];
	const known = new Set(['AccountID', 'UserEmail', ...optional]);
	const invalidColumns = columns.filter((column) => !known.has(column));
	const rows = lines.map((line) =>
		Object.fromEntries(columns.map((column, index) => [column, (line[index] ?? '').trim()])),
	);
	const missing = needed
		.filter((column) => !columns.includes(column))
		.map((column) => missingTypes[column] ?? 'column_headers_missing');
	const errors: ImportType[] = [
		...new Set(missing),
		...(invalidColumns.length > 0 ? (['invalid_column_header'] as const) : []),
		...countErrors(rows, needsAccount),
	];
	return { rows, errors, columns, invalidColumns };
}
