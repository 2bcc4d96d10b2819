import type { ErrorRow } from '../row';

/** Lists, page by page. */
export const PAGING_ROWS = [
	{
		code: 'DOCUSIGN_FOREIGN_LINK',
		message: 'The list was not read any further: {reason}',
		cause: 'A link to another server would hand the access token to it.',
		remedy:
			"Check 'Environment' and 'Admin Base URL' in the credential. Docusign's own links lead to the server that was asked.",
	},
	{
		code: 'DOCUSIGN_CURSOR_REPEATED',
		message: 'The list leads back to a page that was read before',
		cause: 'The server gave the same position twice, so the list would never end.',
		remedy: 'Run it again; if it stays so, narrow the list with filters and tell Docusign.',
	},
	{
		code: 'DOCUSIGN_LIST_ENDLESS',
		message: 'The list goes on page after page without anything new',
		cause: 'The server names a next page each time, but sends no record that was not there before.',
		remedy: 'Narrow the list with filters; if it stays so, tell Docusign which list it is.',
	},
	{
		code: 'DOCUSIGN_LIST_UNSTABLE',
		message:
			'The list kept changing or changed its order while it was read, and may be incomplete with {reason}',
		cause:
			'Users were added or removed so fast that no run through the pages saw each of them once.',
		remedy:
			'Run it again when fewer changes are made, for example not during an import, or read one account at a time.',
	},
	{
		code: 'DOCUSIGN_TOO_MANY_RESULTS',
		message: 'There are {count} results for one item, and n8n can take {most} at most',
		cause: 'n8n cannot pass on more than about 120,000 items that come from one input item.',
		remedy:
			"Split the list: one input item per account, or filter by 'Status' or 'Last Modified Since', or set a 'Limit'.",
	},
] as const satisfies readonly ErrorRow[];
