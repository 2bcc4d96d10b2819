/**
 * The columns of Docusign's export files, by the names that files and pages of Docusign have shown. A name is
 * compared without case, blanks and punctuation.
 */
const COLUMNS: Record<string, readonly string[]> = {
	account_id: ['AccountID', 'AccountGUID', 'AccountIDGuid'],
	account_name: ['AccountName', 'Account'],
	id: ['UserID', 'UserGUID', 'UserIDGuid', 'ID'],
	user_name: ['UserName', 'FullName', 'Name'],
	first_name: ['FirstName', 'UserFirstName', 'GivenName'],
	last_name: ['LastName', 'UserLastName', 'FamilyName', 'Surname'],
	email: ['UserEmail', 'Email', 'EmailAddress', 'UserEmailAddress'],
	permission_profile: ['PermissionSet', 'PermissionProfile', 'eSignPermissionProfile'],
	groups: ['Group', 'Groups', 'GroupName', 'UserGroups'],
	status: ['UserStatus', 'Status'],
	membership_status: ['MembershipStatus', 'AccountStatus', 'UserAccountStatus'],
	job_title: ['UserTitle', 'JobTitle', 'Title'],
	company_name: ['CompanyName', 'Company'],
	language_culture: ['Language', 'LanguageCulture'],
	license_type: ['LicenseType', 'License', 'SeatType'],
	federated_status: ['FederatedStatus', 'LoginPolicy'],
	is_admin: ['IsAdmin', 'AccountAdmin', 'Administrator'],
	member_since: ['MemberSince', 'MembershipCreated', 'MembershipCreatedOn'],
	created_on: ['CreatedOn', 'CreatedDate', 'UserCreated', 'DateCreated'],
	last_login: ['LastLogin', 'LastLoginDate'],
	site_name: ['SiteName', 'Site'],
};

const bare = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

const FIELDS = new Map(
	Object.entries(COLUMNS).flatMap(([field, names]) =>
		[field, ...names].map((name): [string, string] => [bare(name), field]),
	),
);

/** How a column of a file is called in the record; undefined where the name is none that is known. */
export const fieldOf = (column: string): string | undefined => FIELDS.get(bare(column));

/** What a person would look for in the file. */
export const columnsOf = (field: string): readonly string[] => COLUMNS[field] ?? [field];
