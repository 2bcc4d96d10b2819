import { matchCode } from '../../../../../nodes/DocusignAdmin/api/errors/docusignCodes';

describe('matchCode', () => {
	it.each([
		['cannot_close_last_active_admin', 'DOCUSIGN_LAST_ADMINISTRATOR'],
		['cannot_close_own_membership', 'DOCUSIGN_OWN_MEMBERSHIP'],
		['email_domain_is_reserved', 'DOCUSIGN_DOMAIN_RESERVED'],
		['autoactivate_not_allowed', 'DOCUSIGN_DOMAIN_NOT_CLAIMED'],
		['invalid_autoactivate', 'DOCUSIGN_DOMAIN_NOT_CLAIMED'],
		['administrator_group_assignment_not_permitted', 'DOCUSIGN_ADMIN_GROUP_NOT_PERMITTED'],
		['account_admin_access_denied', 'DOCUSIGN_NOT_ORGANIZATION_ADMIN'],
		['useremail_username_combination_exists', 'DOCUSIGN_USER_EXISTS'],
		['new_name_with_existing_useremail_not_allowed', 'DOCUSIGN_USER_EXISTS'],
		['no_action_taken_user_exists', 'DOCUSIGN_USER_EXISTS'],
		['maximum_users_exceeded', 'DOCUSIGN_NO_SEATS_LEFT'],
		['user_awaiting_activation', 'DOCUSIGN_AWAITING_ACTIVATION'],
		['invalid_permissionset', 'DOCUSIGN_PERMISSION_PROFILE_NOT_FOUND'],
		['user_permissionset_problems', 'DOCUSIGN_PERMISSION_PROFILE_NOT_FOUND'],
		['permissionset_change_not_allowed', 'DOCUSIGN_PERMISSION_CHANGE_REFUSED'],
		['ACCOUNT_LACKS_PERMISSIONS', 'DOCUSIGN_PLAN_LACKS'],
		['USER_LACKS_MEMBERSHIP', 'DOCUSIGN_MEMBERSHIP_NOT_FOUND'],
		['USER_LIMIT_EXCEEDED', 'DOCUSIGN_NO_SEATS_LEFT'],
		['Account_User_Limit_Exceeded', 'DOCUSIGN_NO_SEATS_LEFT'],
		['SEATS_LIMIT_EXCEEDED', 'DOCUSIGN_NO_SEATS_LEFT'],
		['invalid_group', 'DOCUSIGN_GROUP_NOT_FOUND'],
		['user_group_problems', 'DOCUSIGN_GROUP_NOT_FOUND'],
		['membership_closed', 'DOCUSIGN_MEMBERSHIP_CLOSED'],
		['membership_not_in_account', 'DOCUSIGN_MEMBERSHIP_NOT_FOUND'],
		['invalid_membership_id', 'DOCUSIGN_MEMBERSHIP_NOT_FOUND'],
		['invalid_account_id', 'DOCUSIGN_ACCOUNT_NOT_FOUND'],
		['ACCOUNT_NOT_FOUND', 'DOCUSIGN_ACCOUNT_NOT_FOUND'],
		['User_Not_Found', 'DOCUSIGN_USER_NOT_FOUND'],
		['USER_DOES_NOT_EXIST_IN_SYSTEM', 'DOCUSIGN_USER_NOT_FOUND'],
		['USER_ALREADY_EXISTS', 'DOCUSIGN_USER_EXISTS'],
		['USER_LACKS_PERMISSIONS', 'DOCUSIGN_NOT_ORGANIZATION_ADMIN'],
		['ORGANIZATION_NOT_FOUND', 'DOCUSIGN_ORGANIZATION_NOT_FOUND'],
		['insufficient_scope', 'DOCUSIGN_SCOPE_MISSING'],
		['AUTHORIZATION_INVALID_TOKEN', 'DOCUSIGN_TOKEN_REFUSED'],
		['USER_AUTHENTICATION_FAILED', 'DOCUSIGN_TOKEN_REFUSED'],
		['site_id_required', 'DOCUSIGN_SITE_ID_MISSING'],
	])('knows %s', (error, code) => {
		expect(matchCode({ error })).toBe(code);
	});

	it.each([
		['The address is part of a reserved domain', 'DOCUSIGN_DOMAIN_RESERVED'],
		['User with this email already exists', 'DOCUSIGN_USER_EXISTS'],
		['Username and email combination already exists', 'DOCUSIGN_USER_EXISTS'],
		['Username and email combination already exists.', 'DOCUSIGN_USER_EXISTS'],
		[
			'The UserID does not have a valid membership in this Account: no valid membership',
			'DOCUSIGN_MEMBERSHIP_NOT_FOUND',
		],
		['The user was not found in the organization', 'DOCUSIGN_USER_NOT_FOUND'],
		['site_id is required', 'DOCUSIGN_SITE_ID_MISSING'],
		['The token lacks scope user_write', 'DOCUSIGN_SCOPE_MISSING'],
		['Caller is not an organization administrator', 'DOCUSIGN_NOT_ORGANIZATION_ADMIN'],
		['Permission profile 7 is not valid', 'DOCUSIGN_PERMISSION_PROFILE_NOT_FOUND'],
	])('knows the sentence: %s', (message, code) => {
		expect(matchCode({ error: 'INVALID_REQUEST', message })).toBe(code);
	});

	it('believes the sentence that tells an application token from a refused one', () => {
		const message = 'The access token … Authentication for System Application failed.';
		expect(matchCode({ error: 'AUTHORIZATION_INVALID_TOKEN', message })).toBe(
			'DOCUSIGN_USER_TOKEN_REQUIRED',
		);
	});

	it.each(['invalid_useremail_address', 'invalid_language_code', 'permissionset_required'])(
		'leaves %s to the text that Docusign gives',
		(error) => {
			expect(matchCode({ error, message: 'A value is wrong' })).toBeUndefined();
		},
	);

	it('knows nothing of an empty answer', () => {
		expect(matchCode({})).toBeUndefined();
	});
});
