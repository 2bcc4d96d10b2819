import type { ErrorRow } from '../row';

const LOOK_FIRST =
	'Look in Docusign whether it was carried out before you run the item again: User > Get Many with the e-mail address shows who is there.';

/** Answers that say nothing about the request, or are none. */
export const ANSWER_ROWS = [
	{
		code: 'DOCUSIGN_UNAVAILABLE',
		message: 'Docusign failed with status {status} when asked to {operation}',
		cause: 'Docusign has a fault or is under maintenance.',
		remedy: 'Run it again in some minutes; status.docusign.com tells about outages.',
	},
	{
		code: 'DOCUSIGN_NO_ANSWER',
		message: 'Docusign gave no answer when asked to {operation}: {reason}',
		cause: 'The network between n8n and Docusign, or a proxy on the way, broke the connection.',
		remedy: 'Run it again; if it stays so, check the network and proxy settings of n8n.',
	},
	{
		code: 'DOCUSIGN_UNKNOWN_OUTCOME',
		message: 'It is not known whether Docusign did {operation}: {reason}',
		cause: 'The request was sent, but no answer came that says what became of it.',
		remedy: LOOK_FIRST,
	},
	{
		code: 'DOCUSIGN_CUT_OFF',
		message: 'The answer to the request to {operation} is cut off or is no answer of Docusign',
		cause:
			'The connection broke in the middle of it, or a proxy put a page of its own in its place.',
		remedy: 'Run it again; if it stays so, look for a proxy between n8n and Docusign.',
	},
	{
		code: 'DOCUSIGN_UNREADABLE_ANSWER',
		message: 'The answer to the request to {operation} does not hold what it should',
		cause: "Mostly 'API Contract' in the credential does not fit the server that answers.",
		remedy:
			"Check 'API Contract', 'Environment' and 'Admin Base URL' in the credential. Nothing is passed on, so that a list never comes out short.",
	},
	{
		code: 'DOCUSIGN_REDIRECT_REFUSED',
		message:
			'The request to {operation} was answered with a redirect to {host}, which is not followed',
		cause: 'Following it would hand the access token to that address.',
		remedy:
			"Check 'Environment' and 'Admin Base URL' in the credential; a proxy with a login page does this too.",
	},
] as const satisfies readonly ErrorRow[];
