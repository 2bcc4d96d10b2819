import type { ErrorRow } from '../row';

/** Who may do what. */
export const ACCESS_ROWS = [
	{
		code: 'DOCUSIGN_TOKEN_REFUSED',
		message: 'Docusign did not accept the access token when asked to {operation}',
		cause: 'The token is not valid for this API, or its user was closed or lost consent since.',
		remedy:
			"Open the credential and test it. 'Environment' has to be the one where the organization lives; demo and production know nothing of each other.",
	},
	{
		code: 'DOCUSIGN_SCOPE_MISSING',
		message: 'The access token lacks the scope {scope} to {operation}',
		cause: 'A token may only do what its scopes say, and consent is given scope by scope.',
		remedy:
			"Add the scope to 'Scopes' in the credential, then give consent once more: a new scope needs new consent.",
	},
	{
		code: 'DOCUSIGN_ACCESS_DENIED',
		message: 'Docusign does not allow this credential to {operation}',
		cause:
			'Either its user is no administrator of this organization, or the token lacks a scope: Docusign does not always say which.',
		remedy:
			"Check in Docusign Admin that the credential's user is an administrator of the organization, and that 'Scopes' in the credential holds what the operation needs and consent was given for it.",
	},
	{
		code: 'DOCUSIGN_NOT_ORGANIZATION_ADMIN',
		message:
			"The credential's user is not an administrator of {organization}, so it may not {operation}",
		cause: 'Only organization administrators may use the Admin API.',
		remedy:
			'Make this user an administrator under Docusign Admin > Administrators, or use the credential of one who is.',
	},
	{
		code: 'DOCUSIGN_USER_TOKEN_REQUIRED',
		message: 'Docusign does not let an application {operation}; it takes the token of a user',
		cause:
			'Listing organizations and closing memberships are refused to application access tokens.',
		remedy:
			"Set 'Token Subject' in the credential to User and fill in the 'User ID' of an organization administrator. An organization's ID can also be typed in instead of picked.",
	},
	{
		code: 'DOCUSIGN_ADMIN_GROUP_NOT_PERMITTED',
		message: 'Docusign does not let this credential put {user} into an administrators group',
		cause: 'Administrator groups can be given only by those who hold that right in the account.',
		remedy:
			"Choose a group that is no administrators group, or use the credential of the account's administrator.",
	},
] as const satisfies readonly ErrorRow[];
