import type { ErrorRow } from '../../../../shared/errors/messageTemplate';

/** Docusign's rules for what is written. */
export const RULE_ROWS = [
	{
		code: 'DOCUSIGN_VALIDATION_REFUSED',
		message: 'Docusign refused to {operation}: {said}',
		cause: 'A value in the request is missing or does not fit.',
		remedy: 'Correct the field that Docusign names and run the item again.',
	},
	{
		code: 'DOCUSIGN_LAST_ADMINISTRATOR',
		message:
			'Docusign could not {operation}: {user} is the last active administrator of an account',
		cause: 'An account must keep one active administrator.',
		remedy: 'Make someone else an administrator of the account first, then run the item again.',
	},
	{
		code: 'DOCUSIGN_OWN_MEMBERSHIP',
		message: "Docusign could not {operation}: it is the credential's own user",
		cause: 'Nobody can close the membership they are signed in with.',
		remedy:
			'Leave this user out, or close it with the credential of another organization administrator.',
	},
	{
		code: 'DOCUSIGN_ORGANIZATION_ADMINISTRATOR',
		message: 'The node did not {operation}: {user} is an administrator of the organization',
		cause: 'Docusign does not let its API close those who administer the organization.',
		remedy:
			'Take that role away under Docusign Admin > Administrators first, then run the item again; or close the user there. Nothing was changed.',
	},
	{
		code: 'DOCUSIGN_DOMAIN_RESERVED',
		message: 'Docusign could not {operation}: the domain of {email} is reserved by an organization',
		cause:
			'Addresses of a reserved domain can be added only by the organization that claimed it, and in the way its settings allow.',
		remedy:
			'Use an address of a domain that your organization has claimed, or ask the organization that claimed this one.',
	},
	{
		code: 'DOCUSIGN_DOMAIN_NOT_CLAIMED',
		message:
			'Docusign could not {operation}: memberships can be activated automatically only for addresses of a claimed domain',
		cause: "The organization has not claimed the domain of the user's e-mail address.",
		remedy:
			"Switch 'Auto Activate Memberships' off, so that the user activates by e-mail, or claim the domain under Docusign Admin > Domains.",
	},
	{
		code: 'DOCUSIGN_EMAIL_DOMAIN_NOT_MANAGED',
		message: 'Docusign does not allow this credential to change the e-mail address of {user}',
		cause:
			"Docusign answers as if the credential were at fault where the organization has not claimed the domain of the new address, where the credential's user does not administer the organization, and where the user to be changed is closed.",
		remedy:
			"Use an address of a domain that is claimed and active under Docusign Admin > Domains, and check that the credential's user is an organization administrator and that the user is not closed. Else let the user change the address in Docusign. Connection > Check tells whether the token and its scopes are in order.",
	},
	{
		code: 'DOCUSIGN_ACTIVATION_NOT_ALLOWED',
		message:
			'Docusign does not allow this credential to activate the membership of {user} in {account}',
		cause:
			"Docusign answers as if the credential were at fault where the organization has not claimed the domain of the user's address, where the credential's user does not administer the organization, and where the user is closed.",
		remedy:
			"Check that the domain of the user's address is claimed and active under Docusign Admin > Domains, that the credential's user is an organization administrator, and that the user is not closed. Else let the user activate through the e-mail that Docusign sends. Connection > Check tells whether the token and its scopes are in order.",
	},
	{
		code: 'DOCUSIGN_PLAN_LACKS',
		message: "Docusign could not {operation}: the account's plan does not include what it takes",
		cause:
			'A feature that the request needs is not part of the plan of this account. No right of a user and no scope changes that.',
		remedy:
			'Leave out what needs the feature, or ask Docusign to add it to the plan of the account.',
	},
	{
		code: 'DOCUSIGN_PERMISSION_CHANGE_REFUSED',
		message:
			'Docusign could not {operation}: the permission profile of {user} may not be changed like this',
		cause:
			'An account keeps its last active administrator, and not every administrator may give every permission profile.',
		remedy:
			'Make someone else an administrator of the account first, choose another permission profile, or leave it out.',
	},
	{
		code: 'DOCUSIGN_SITE_ID_MISSING',
		message: 'Docusign could not {operation}: the site of {user} is not known',
		cause: 'Docusign keeps users on several sites and asks for the site ID with each change.',
		remedy:
			"The site is looked up from the user's profile: check that the user still exists and that the credential's token has the scope user_read.",
	},
	{
		code: 'DOCUSIGN_AWAITING_ACTIVATION',
		message: 'Docusign could not {operation}: {user} has not activated the membership yet',
		cause: 'A membership that was offered by e-mail takes no changes until it is accepted.',
		remedy:
			'Wait until the user has followed the link in the e-mail, or activate the membership (Membership > Activate), which works for claimed domains.',
	},
	{
		code: 'DOCUSIGN_NO_SEATS_LEFT',
		message: "Docusign could not {operation}: the account's plan has no users left",
		cause: 'The plan allows a number of users, and all are taken.',
		remedy: 'Close memberships that are not needed any more, or have the plan extended.',
	},
	{
		code: 'DOCUSIGN_USER_CLOSED',
		message: 'Docusign could not {operation}: {user} is closed',
		cause: 'A closed user keeps its data but takes no changes.',
		remedy: 'Leave this item out: who is closed needs no change.',
	},
	{
		code: 'DOCUSIGN_NOT_REOPENED',
		message: 'The node did not {operation}: {user} is closed in {account}',
		cause:
			'A closed user or membership is not brought back unless it is asked for: somebody has closed it, mostly for a reason.',
		remedy:
			"Opening it again gives the user the access back, and Docusign may send an e-mail. Where that is meant, switch on 'Reopen Closed' in the options of User > Create or Update, or take Membership > Activate, which works without an e-mail for claimed domains. Nothing was changed.",
	},
	{
		code: 'DOCUSIGN_ALREADY_MEMBER',
		message: 'The node did not {operation}: {user} is a member of {account} already',
		cause: 'A user has one membership in an account.',
		remedy:
			'Change it with Membership > Update, or take User > Create or Update, which adds or changes as needed. Nothing was changed.',
	},
	{
		code: 'DOCUSIGN_CHANGE_HELD_BACK',
		message: 'The node did not {operation} {user}: {said}',
		cause: 'What Docusign would refuse, or what is not known well enough, is not sent.',
		remedy: 'Look at the user in Docusign Admin. Nothing was changed.',
	},
	{
		code: 'DOCUSIGN_MANAGED_BY_SCIM',
		message: 'The node was not to {operation}: {user} is managed by SCIM',
		cause:
			"The identity provider keeps this user in Docusign and undoes what differs from it. 'Users Managed by SCIM' is set to Refuse.",
		remedy:
			"Make the change in the identity provider. To make it here all the same, set 'Users Managed by SCIM' in the options to Warn or Ignore. Nothing was changed.",
	},
	{
		code: 'DOCUSIGN_ITEMS_FAILED',
		message: 'Docusign answered with success but did not {operation}: {said}',
		cause:
			'Close, update and group calls report what failed inside an answer that counts as success.',
		remedy: 'Correct what Docusign names. What it does not name was carried out.',
	},
	{
		code: 'DOCUSIGN_CONTRACT_LACKS',
		message: '{contract} has no way to {operation}',
		cause: 'The two API contracts do not offer the same operations.',
		remedy:
			"Choose 'Admin API v2.1 (Published)' under 'API Version' in the credential, if your Docusign speaks it.",
	},
] as const satisfies readonly ErrorRow[];
