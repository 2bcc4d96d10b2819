import type { ErrorRow } from '../../../../shared/errors/messageTemplate';

const NOT_THE_SAME_ID =
	"An ID that looks right may be another kind: account, user and organization IDs all look alike, and an account's number is no ID.";

/** What a request is about, and whether it is there. */
export const NOT_FOUND_ROWS = [
	{
		code: 'DOCUSIGN_ORGANIZATION_NOT_FOUND',
		message: 'Docusign found no organization for the request to {operation}: {organization}',
		cause: "The ID belongs to no organization that the credential's user may see.",
		remedy: `Pick the organization from the list, or copy its ID from the address of Docusign Admin. ${NOT_THE_SAME_ID}`,
	},
	{
		code: 'DOCUSIGN_ACCOUNT_NOT_FOUND',
		message: 'Docusign could not {operation}: {account} is not in this organization',
		cause: 'The ID belongs to no account that is linked to the organization.',
		remedy: `Pick the account from the list. ${NOT_THE_SAME_ID}`,
	},
	{
		code: 'DOCUSIGN_USER_NOT_FOUND',
		message: 'Docusign could not {operation}: {user} is not in this organization',
		cause: 'No user of the organization has this ID or e-mail address.',
		remedy: `Pick the user from the list, or check the ID or e-mail address and the environment of the credential. ${NOT_THE_SAME_ID}`,
	},
	{
		code: 'DOCUSIGN_PROFILE_NOT_GIVEN',
		message:
			'Docusign does not give the profile of {user} by ID, and no list that could be read shows the e-mail address',
		cause:
			"Docusign offers users by ID to organizations with plans for both CLM and eSignature. Others are read by the e-mail address, which the lists of the organization's accounts show where the token may read them.",
		remedy:
			"Set 'User' to By Email and give the address. Connection > Check tells in the row dsprofile what Docusign answers.",
	},
	{
		code: 'DOCUSIGN_EMAIL_AMBIGUOUS',
		message: 'Docusign knows {count} users with the e-mail address {email}',
		cause: 'Docusign tells users apart by name and address, so several can share one address.',
		remedy: 'Name the user by ID. Get Many with this address lists all of them.',
	},
	{
		code: 'DOCUSIGN_ADDRESS_NOT_TOLD',
		message: 'It cannot be told who has the e-mail address {email}',
		cause:
			'Docusign shows users without their addresses, or answered with other users than those asked for.',
		remedy: 'Name the user by ID. Nothing was changed.',
	},
	{
		code: 'DOCUSIGN_MEMBERSHIP_NOT_FOUND',
		message: 'Docusign could not {operation}: {user} is not a member of {account}',
		cause: 'The user exists, but has no membership in this account.',
		remedy: "Add the user to the account first, or choose one of the user's own accounts.",
	},
	{
		code: 'DOCUSIGN_MEMBERSHIP_CLOSED',
		message: 'Docusign could not {operation}: the membership of {user} in {account} is closed',
		cause: 'A closed membership keeps its data but takes no changes.',
		remedy: 'Leave this item out: who is closed needs no change.',
	},
	{
		code: 'DOCUSIGN_PERMISSION_PROFILE_NOT_FOUND',
		message:
			'Docusign could not {operation}: {permissionProfile} does not exist in {account}, or may not be used here',
		cause: 'Permission profiles belong to one account: the same name has another ID in the next.',
		remedy: 'Pick the permission profile from the list after the account was chosen.',
	},
	{
		code: 'DOCUSIGN_GROUP_NOT_FOUND',
		message: 'Docusign could not {operation}: {group} does not exist in {account}',
		cause: 'Groups belong to one account, and a group may have been deleted since.',
		remedy: 'Pick the groups from the list after the account was chosen.',
	},
	{
		code: 'DOCUSIGN_NOT_FOUND',
		message: 'Docusign could not {operation}: {record} does not exist',
		cause: 'The path of the request leads to nothing, mostly because of an ID in it.',
		remedy: `Check the IDs, and that 'API Version' in the credential is the one that your Docusign speaks. ${NOT_THE_SAME_ID}`,
	},
	{
		code: 'DOCUSIGN_USER_EXISTS',
		message:
			'Docusign could not {operation}: a user with this name and e-mail address is there already',
		cause: 'User name and e-mail address together are unique in an organization.',
		remedy:
			'Find the user with User > Get Many and this address, and bring what differs into line with User > Update or Membership > Update.',
	},
] as const satisfies readonly ErrorRow[];
