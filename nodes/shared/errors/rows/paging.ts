import type { ErrorRow } from '../messageTemplate';

/** Lists, page by page. */
export const PAGING_ROWS = [
	{
		code: 'DOCUSIGN_FOREIGN_LINK',
		message: 'The list was not read any further: {reason}',
		cause: 'A link to another server would hand the access token to it.',
		remedy:
			"Check the base URL in the credential, or the environment that stands for it. Docusign's own links lead to the server that was asked.",
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
		cause:
			'The server goes on without an end, but sends no record that was not there before: it gives the same page whatever place in the list it is asked for.',
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
] as const satisfies readonly ErrorRow[];
