import type { ErrorRow } from '../../../../shared/errors/messageTemplate';

/** What a SCIM server can mean by `scimType` (RFC 7644 section 3.12, table 9). */
export const SCIM_TYPE_ROWS = [
	{
		code: 'DOCUSIGN_SCIM_INVALID_FILTER',
		message: 'The SCIM server does not take the filter of the request to {operation}: {said}',
		cause:
			'Servers differ in the attributes and comparisons that a filter may use, and a custom filter may be misspelt.',
		remedy:
			'Use a simpler filter; a custom one looks like userName eq "jane@example.com", with texts in double quotes. Service Provider Config > Get says whether the server filters at all.',
	},
	{
		code: 'DOCUSIGN_SCIM_TOO_MANY',
		message: 'The SCIM server refused to {operation}: the answer would be too large',
		cause: 'More records match than the server is willing to go through.',
		remedy: "Narrow the list with 'Filters', or set a smaller 'Page Size' in the options.",
	},
	{
		code: 'DOCUSIGN_SCIM_UNIQUENESS',
		message:
			'The SCIM server could not {operation}: another record has the same name or another value that must be unique',
		cause:
			'User names are unique, and so may be e-mail addresses, external IDs and names of groups. A closed user keeps its own.',
		remedy:
			'Find the other record with Get Many and a filter. Use Update or Replace to bring it into line in place of creating another, or choose a value that is free.',
	},
	{
		code: 'DOCUSIGN_SCIM_MUTABILITY',
		message: 'The SCIM server could not {operation}: an attribute may not be changed: {said}',
		cause:
			'Some attributes are read-only, and some can be set only when the record is created (mutability in its schema).',
		remedy: "Leave the attribute out. Schema > Get Many shows each attribute's mutability.",
	},
	{
		code: 'DOCUSIGN_SCIM_INVALID_SYNTAX',
		message: 'The SCIM server could not read the request to {operation}: {said}',
		cause: 'The request does not have the form that the server expects.',
		remedy:
			"Check what stands under 'Other Attributes': it has to be one JSON object with attributes as the schema defines them.",
	},
	{
		code: 'DOCUSIGN_SCIM_INVALID_PATH',
		message: 'The SCIM server knows no such attribute in the request to {operation}: {said}',
		cause: 'An attribute is misspelt, or the server does not have it.',
		remedy: 'Leave the attribute out. Schema > Get Many lists those that the server has.',
	},
	{
		code: 'DOCUSIGN_SCIM_NO_TARGET',
		message: 'The SCIM server found nothing to change in the request to {operation}: {said}',
		cause: 'The path of a change matches no value of the record.',
		remedy: 'Read the record with Get and check that it still holds what is to be changed.',
	},
	{
		code: 'DOCUSIGN_SCIM_INVALID_VALUE',
		message: 'The SCIM server refused a value in the request to {operation}: {said}',
		cause: 'A required value is missing, or one does not fit its attribute.',
		remedy:
			'Correct the field that the server names. Schema > Get Many shows what each attribute takes.',
	},
	{
		code: 'DOCUSIGN_SCIM_INVALID_VERSION',
		message: 'The SCIM server does not speak the protocol version of the request to {operation}',
		cause: "This node speaks SCIM 2.0, and 'Base URL' names another version.",
		remedy: "Enter in the credential a 'Base URL' that ends in /scim/v2.",
	},
	{
		code: 'DOCUSIGN_SCIM_SENSITIVE',
		message:
			'The SCIM server refused to {operation}: the address would show something confidential',
		cause: 'Values that identify a person may not stand in the address of a request here.',
		remedy: 'Read the list without this filter and use a Filter node after it.',
	},
] as const satisfies readonly ErrorRow[];
