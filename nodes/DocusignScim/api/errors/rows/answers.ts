import type { ErrorRow } from '../../../../shared/errors/messageTemplate';

/** What a SCIM server answers, by status, where no `scimType` says more. */
export const SCIM_ANSWER_ROWS = [
	{
		code: 'DOCUSIGN_SCIM_TOKEN_REFUSED',
		message: 'The SCIM server did not accept the token when asked to {operation}',
		cause:
			'The token was replaced or withdrawn, or it is an OAuth token, which SCIM does not take.',
		remedy:
			"Create a SCIM token where provisioning is set up in Docusign and enter it as 'Bearer Token'. Access tokens and keys of the Docusign Admin credentials do not work here, and this one does not work there.",
	},
	{
		code: 'DOCUSIGN_SCIM_ACCESS_DENIED',
		message: 'The SCIM server does not allow this token to {operation}',
		cause: 'The token was made for fewer tasks, or SCIM is not part of the plan.',
		remedy: 'Check in Docusign what provisioning may do, and that SCIM is switched on.',
	},
	{
		code: 'DOCUSIGN_SCIM_USER_NOT_FOUND',
		message: 'The SCIM server could not {operation}: {user} does not exist there',
		cause:
			'No user has this ID or user name. SCIM has IDs of its own, which need not be those of the Admin API.',
		remedy:
			"Pick the user from the list or name it by user name, and check that 'Base URL' in the credential is the one of this environment.",
	},
	{
		code: 'DOCUSIGN_SCIM_GROUP_NOT_FOUND',
		message: 'The SCIM server could not {operation}: {group} does not exist there',
		cause:
			'No group has this ID. SCIM has IDs of its own, which need not be those of the Admin API.',
		remedy:
			"Pick the group from the list, and check that 'Base URL' in the credential is the one of this environment.",
	},
	{
		code: 'DOCUSIGN_SCIM_USER_NAME_AMBIGUOUS',
		message: 'The SCIM server gave {count} users for one user name, so none was chosen',
		cause: 'User names are unique, but the server did not hold to that or did not filter.',
		remedy: 'Name the user by ID. Get Many lists them.',
	},
	{
		code: 'DOCUSIGN_SCIM_NO_ENDPOINT',
		message: 'There is nothing at the address that the request to {operation} went to',
		cause: "'Base URL' in the credential leads elsewhere, or the server lacks this resource.",
		remedy:
			"Check 'Base URL': it ends where /Users and /Groups begin, for Docusign in /scim/v2. Testing the credential tells whether a SCIM server is there.",
	},
	{
		code: 'DOCUSIGN_SCIM_CONFLICT',
		message: 'The SCIM server could not {operation} because of a conflict: {said}',
		cause: 'The request contradicts what the server holds at this moment.',
		remedy: 'Read the record with Get, and run the item again.',
	},
	{
		code: 'DOCUSIGN_SCIM_VERSION_CONFLICT',
		message: 'The SCIM server did not {operation}: the record was changed in the meantime',
		cause:
			'The record no longer has the version that the request was made for, so carrying it out could undo a change.',
		remedy:
			"Nothing was changed. Run the item again: it then starts from the record as it is now. A version given under 'If Match' has to be read anew.",
	},
	{
		code: 'DOCUSIGN_SCIM_VERSION_REQUIRED',
		message:
			'The SCIM server does not {operation} without the version of the record, and shows none',
		cause:
			'The server takes changes only for the version that a record has (If-Match), so that none is lost, but names no version when the record is read.',
		remedy:
			"Give the version under 'If Match' in the options, where it is known from elsewhere. Service Provider Config > Get shows under etag whether the server supports versions.",
	},
	{
		code: 'DOCUSIGN_SCIM_NOT_OFFERED',
		message: 'The SCIM server has no way to {operation}',
		cause: 'Servers implement parts of SCIM, and this is none of them.',
		remedy:
			'Service Provider Config > Get shows what the server offers. Where changing single attributes is not offered, use Replace instead of Update.',
	},
	{
		code: 'DOCUSIGN_SCIM_TOO_LARGE',
		message: 'The request to {operation} is larger than the SCIM server takes',
		cause: 'It holds more data or more members than the server accepts at a time.',
		remedy: 'Split it into several items, for example a few hundred members each.',
	},
	{
		code: 'DOCUSIGN_SCIM_REFUSED',
		message: 'The SCIM server refused to {operation}: {said}',
		cause: 'The server gave no reason that the protocol knows.',
		remedy: 'Correct what the server names and run the item again.',
	},
	{
		code: 'DOCUSIGN_SCIM_UNREADABLE_ANSWER',
		message: 'The answer to the request to {operation} is not what SCIM defines',
		cause: "What answers at 'Base URL' is no SCIM server, or a proxy put an answer in its place.",
		remedy:
			"Test the credential, and check its 'Base URL'. Nothing is passed on, so that a list never comes out short. A list has to be a ListResponse, and every record in it has an id.",
	},
	{
		code: 'DOCUSIGN_SCIM_NO_EFFECT',
		message:
			'The SCIM server took the request to {operation}, but did not do it. Not as asked: {said}',
		cause:
			'The server confirmed the request and left the record as it was, or did only a part: it may not support the attribute, or the identity provider decides about it.',
		remedy:
			'Look at the record with Get, and do not rely on the change. Where it stays so, make it in Docusign or at the identity provider. Schema > Get Many shows what can be changed.',
	},
	{
		code: 'DOCUSIGN_SCIM_FILTER_IGNORED',
		message: 'The SCIM server does not filter, so the request to {operation} cannot be answered',
		cause:
			'The server gave records that a filter leaves out, and they do not show what this filter asks about.',
		remedy:
			"Take out 'Custom Filter' and the filters by what the records do not show, and put a Filter node after this one.",
	},
	{
		code: 'DOCUSIGN_SCIM_TOO_MANY_RESULTS',
		message: 'There are {count} results for one item, and n8n can take {most} at most',
		cause: 'n8n cannot pass on more than about 120,000 items that come from one input item.',
		remedy: "Narrow the list with 'Filters' or set a 'Limit'.",
	},
] as const satisfies readonly ErrorRow[];
