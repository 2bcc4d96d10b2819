import type { ErrorRow } from '../../../../shared/errors/messageTemplate';

/** Lists that cannot be passed on. */
export const LIST_ROWS = [
	{
		code: 'DOCUSIGN_UNREADABLE_ANSWER',
		message: 'The answer to the request to {operation} does not hold what it should',
		cause: "Mostly 'API Version' in the credential does not fit the server that answers.",
		remedy:
			"Check 'API Version', 'Environment' and 'Admin Base URL' in the credential. Nothing is passed on, so that a list never comes out short.",
	},
	{
		code: 'DOCUSIGN_TOO_MANY_RESULTS',
		message: 'There are {count} results for one item, and n8n can take {most} at most',
		cause: 'n8n cannot pass on more than about 120,000 items that come from one input item.',
		remedy:
			"Split the list: one input item per account, or filter by 'Status' or 'Last Modified Since', or set a 'Limit'. Of an export, 'CSV File' gives all of it in one item.",
	},
] as const satisfies readonly ErrorRow[];
