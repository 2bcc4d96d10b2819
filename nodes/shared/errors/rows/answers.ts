import type { ErrorRow } from '../messageTemplate';

/** Answers that say nothing about the request, or are none. */
export const ANSWER_ROWS = [
	{
		code: 'DOCUSIGN_UNAVAILABLE',
		message: 'Docusign failed with status {status} when asked to {operation}',
		cause: 'Docusign has a fault or is under maintenance.',
		remedy: 'Run it again in some minutes; status.docusign.com tells about outages.',
		scheduler: 'temporarily-unavailable',
	},
	{
		code: 'DOCUSIGN_NO_ANSWER',
		message: 'Docusign gave no answer when asked to {operation}: {reason}',
		cause: 'The network between n8n and Docusign, or a proxy on the way, broke the connection.',
		remedy: 'Run it again; if it stays so, check the network and proxy settings of n8n.',
		scheduler: 'temporarily-unavailable',
	},
	{
		code: 'DOCUSIGN_CERTIFICATE_NOT_TRUSTED',
		message:
			'Docusign was not asked to {operation}, since no secure connection could be made: {reason}',
		cause:
			"The certificate of the server, or of a proxy that inspects the traffic on the way, is not trusted on n8n's computer.",
		remedy:
			'Nothing was sent. A proxy that inspects traffic needs its root certificate installed for n8n (NODE_EXTRA_CA_CERTS); otherwise check the base URL in the credential.',
	},
	{
		code: 'DOCUSIGN_UNKNOWN_OUTCOME',
		message: 'It is not known whether Docusign did {operation}: {reason}',
		cause: 'The request was sent, but no answer came that says what became of it.',
		remedy:
			'Look in Docusign whether it was carried out before you run the item again: Get Many with the e-mail address or user name shows who is there.',
	},
	{
		code: 'DOCUSIGN_CUT_OFF',
		message: 'The answer to the request to {operation} is cut off or is no answer of Docusign',
		cause:
			'The connection broke in the middle of it, or a proxy put a page of its own in its place.',
		remedy: 'Run it again; if it stays so, look for a proxy between n8n and Docusign.',
	},
	{
		code: 'DOCUSIGN_REDIRECT_REFUSED',
		message:
			'The request to {operation} was answered with a redirect to {host}, which is not followed',
		cause: 'Following it would hand the access token to that address.',
		remedy:
			'Check the base URL in the credential, or the environment that stands for it; a proxy with a login page does this too.',
	},
] as const satisfies readonly ErrorRow[];
