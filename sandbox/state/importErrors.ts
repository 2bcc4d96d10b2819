/** The results of a row and the errors of a file that the description of imports names, all of them. */
export const importTypes = [
	'no_action_taken_user_exists',
	'user_added',
	'user_updated',
	'invalid_column_header',
	'invalid_row_data',
	'insufficient_row_data_found',
	'extra_row_data_found',
	'blank_username',
	'invalid_characters_in_username',
	'invalid_useremail_address',
	'email_domain_is_reserved',
	'new_name_with_existing_useremail_not_allowed',
	'invalid_characters_in_jobtitle',
	'invalid_membership_id',
	'membership_not_in_account',
	'maximum_users_exceeded',
	'invalid_permissionset',
	'user_permissionset_problems',
	'invalid_group',
	'user_group_problems',
	'group_and_permissionset_problems',
	'column_headers_missing',
	'invalid_csv_data_or_syntax',
	'invalid_characters_in_companyname',
	'invalid_language_code',
	'username_column_header_missing',
	'useremail_column_header_missing',
	'permissionset_column_header_missing',
	'membership_id_column_header_usage_not_permitted',
	'administrator_group_assignment_not_permitted',
	'user_awaiting_activation',
	'account_admin_access_denied',
	'invalid_characters_in_address',
	'permissionset_required',
	'apiusername_column_header_missing',
	'invalid_apiusername',
	'useremail_username_combination_exists',
	'permissionset_change_not_allowed',
	'username_language_changes_ignored_warning',
	'invalid_country_warning',
	'invalid_account_id',
	'invalid_autoactivate',
	'invalid_loginpolicy',
	'autoactivate_not_allowed',
	'membership_closed',
	'membership_closed_or_disabled_warning',
	'cannot_close_last_active_admin',
	'no_action_taken',
	'cannot_close_own_membership',
	'unspecified_error',
] as const;

export type ImportType = (typeof importTypes)[number];

const isImportType = (code: string): code is ImportType =>
	(importTypes as readonly string[]).includes(code);

/** The codes of rules that imports know by another name. The pairs are guesses. */
const otherwise: Record<string, ImportType> = {
	invalid_email: 'invalid_useremail_address',
	invalid_permission_profile: 'invalid_permissionset',
	invalid_language_culture: 'invalid_language_code',
	account_not_found: 'invalid_account_id',
	account_not_external: 'invalid_account_id',
	account_is_external: 'account_admin_access_denied',
	user_not_found: 'membership_not_in_account',
	user_already_exists_in_account: 'no_action_taken_user_exists',
	cannot_change_last_active_admin: 'permissionset_change_not_allowed',
};

/** How an import calls a rule that was broken. */
export const importType = (code: string): ImportType =>
	isImportType(code) ? code : (otherwise[code] ?? 'unspecified_error');
