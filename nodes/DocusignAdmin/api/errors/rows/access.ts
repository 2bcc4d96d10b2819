import type { ErrorRow } from '../../../../shared/errors/messageTemplate';

/** Who may do what. */
export const ACCESS_ROWS = [
	{
		code: 'DOCUSIGN_TOKEN_REFUSED',
		message:
			'Docusign did not accept the access token when asked to {operation}, which takes the scope {scope}',
		cause:
			'The token is not valid for this API, its user was closed or lost consent since, or it lacks a right: Docusign answers 401 to that as well.',
		remedy:
			"Run Connection > Check with this credential: it says what the token may do and what not. 'Environment' has to be the one where the organization lives; demo and production know nothing of each other.",
		scheduler: 'credential-invalid',
	},
	{
		code: 'DOCUSIGN_RECONNECT_REQUIRED',
		message: 'The credential needs to be reconnected',
		cause:
			'A connection ends when its user takes the consent back, is closed or changes the password, when it is not used for 30 days, and without the scope extended 30 days after it was made.',
		remedy:
			"Open the credential, connect it again (Switch account) as the same Docusign user, and keep extended in 'Scopes'.",
		scheduler: 'credential-invalid',
	},
	{
		code: 'DOCUSIGN_RENEWAL_FAILED',
		message: 'The access token has ended, and Docusign gave no new one: {said}',
		cause:
			'The sign-in host refused to renew the connection, or something else answers in its place.',
		remedy:
			"Check 'Client ID', 'Client Secret' and 'Environment' in the credential, and any proxy between n8n and Docusign; then connect the credential again.",
		scheduler: 'credential-invalid',
	},
	{
		code: 'DOCUSIGN_SCOPE_MISSING',
		message: 'The access token lacks the scope {scope} to {operation}',
		cause: 'A token may only do what its scopes say, and consent is given scope by scope.',
		remedy:
			"Add the scope to 'Scopes' in the credential where it is not there, then give consent once more: a new scope needs new consent. With OAuth2, connect the credential again.",
		scheduler: 'credential-invalid',
	},
	{
		code: 'DOCUSIGN_ACCESS_DENIED',
		message:
			"Docusign does not allow this credential to {operation}, which takes the scope {scope} and an administrator's rights in {organization}",
		cause:
			'Either its user has not the rights for this, or the token lacks a scope: Docusign does not always say which.',
		remedy:
			"Check in Docusign Admin that the credential's user is an administrator of the organization, or one with the rights for this, and that consent was given for this scope. Connection > Check tells which of the two it is.",
	},
	{
		code: 'DOCUSIGN_NOT_ORGANIZATION_ADMIN',
		message:
			"The credential's user has not the administrator's rights in {organization} that it takes to {operation}",
		cause:
			'The Admin API is for administrators of the organization, in full or delegated for what is asked; some reads are open to the administrators of an account as well.',
		remedy:
			'Give this user the rights under Docusign Admin > Administrators, or use the credential of one who has them.',
	},
	{
		code: 'DOCUSIGN_USER_TOKEN_REQUIRED',
		message: 'Docusign does not let an application {operation}; it takes the token of a user',
		cause:
			'Listing organizations and closing memberships are refused to application access tokens.',
		remedy:
			"Set 'Token For' in the credential to User and fill in the 'User ID' of an organization administrator. An organization's ID can also be typed in instead of picked.",
	},
	{
		code: 'DOCUSIGN_ADMIN_GROUP_NOT_PERMITTED',
		message: 'Docusign does not let this credential put {user} into an administrators group',
		cause: 'Administrator groups can be given only by those who hold that right in the account.',
		remedy:
			"Choose a group that is no administrators group, or use the credential of the account's administrator.",
	},
] as const satisfies readonly ErrorRow[];
