/** The four imports, and the columns of their files. */

export const IMPORT_KINDS = {
	add: 'addBulkUserImport',
	update: 'updateBulkUserImports',
	close: 'closeBulkUserImportRequest',
	closeExternal: 'closeBulkExternalUserImportRequest',
} as const;

export type ImportKind = keyof typeof IMPORT_KINDS;

/** A field of a person, by the name it has in the node, and its column in Docusign's file. */
export const COLUMNS = {
	account: 'AccountID',
	userId: 'APIUserName',
	firstName: 'FirstName',
	lastName: 'LastName',
	email: 'UserEmail',
	permissionProfile: 'PermissionSet',
	groups: 'Group',
	jobTitle: 'UserTitle',
	companyName: 'CompanyName',
	addressLine1: 'AddressLine1',
	addressLine2: 'AddressLine2',
	city: 'City',
	stateRegionProvince: 'StateRegionProvince',
	postalCode: 'PostalCode',
	phone: 'Phone',
	language: 'Language',
	loginPolicy: 'LoginPolicy',
	autoActivate: 'AutoActivate',
} as const;

export type Field = keyof typeof COLUMNS;

const ALL = Object.keys(COLUMNS) as Field[];
const CLOSING: readonly Field[] = ['account', 'email'];

/** The fields that an import takes: closing needs to know who and where. */
export const FIELDS: Readonly<Record<ImportKind, readonly Field[]>> = {
	add: ALL.filter((field) => field !== 'userId'),
	update: ALL.filter((field) => field !== 'autoActivate'),
	close: CLOSING,
	closeExternal: CLOSING,
};

/** Those without which Docusign refuses a row. */
export const NEEDED: Readonly<Record<ImportKind, readonly Field[]>> = {
	add: ['account', 'firstName', 'lastName', 'email', 'permissionProfile'],
	update: ['account', 'email'],
	close: CLOSING,
	closeExternal: CLOSING,
};

/** Names under which records of this node have the same. */
export const ALSO: Readonly<Partial<Record<Field, readonly string[]>>> = {
	account: ['accountId', 'account_id'],
	userId: ['user_id', 'id'],
	firstName: ['first_name'],
	lastName: ['last_name'],
	permissionProfile: ['permission_profile'],
	jobTitle: ['job_title'],
	companyName: ['company_name'],
	language: ['languageCulture', 'language_culture'],
	loginPolicy: ['federatedStatus', 'federated_status'],
	autoActivate: ['autoActivateMemberships', 'auto_activate_memberships'],
};
