import type { ErrorRow } from '../authError';

/**
 * What is wrong with the fields of a SCIM credential, told before any request is sent; and what looks
 * wrong, told where the server refuses. Docusign documents neither address nor token of its SCIM.
 */

const WHAT_BELONGS_HERE =
	"Enter the SCIM token that was created where provisioning is set up in Docusign; it belongs to 'Docusign SCIM API' alone.";

export const SCIM_URL_ROWS = {
	blank: {
		code: 'DOCUSIGN_SCIM_URL_BLANK',
		cause: "'Base URL' is empty.",
		remedy: "Docusign's own is https://account.docusign.com/scim/v2.",
	},
	notUrl: {
		code: 'DOCUSIGN_SCIM_URL_NOT_A_URL',
		cause: "'Base URL' is not a web address.",
		remedy: 'Enter it whole, such as https://account.docusign.com/scim/v2.',
	},
	notHttps: {
		code: 'DOCUSIGN_SCIM_URL_NOT_HTTPS',
		cause: "'Base URL' starts with http://, where anyone on the way could read the token.",
		remedy: 'Use https://. Plain http is allowed for localhost and 127.0.0.1 only.',
	},
	withLogin: {
		code: 'DOCUSIGN_SCIM_URL_WITH_LOGIN',
		cause: "'Base URL' holds a user name or password before the host.",
		remedy: 'Remove everything between // and @, and the @ itself.',
	},
	withQuery: {
		code: 'DOCUSIGN_SCIM_URL_WITH_QUERY',
		cause: "'Base URL' goes on after a ? or #.",
		remedy: 'Enter the address up to there only.',
	},
	withEndpoint: {
		code: 'DOCUSIGN_SCIM_URL_WITH_ENDPOINT',
		cause: "'Base URL' ends in one of SCIM's resources, which are added for every request.",
		remedy: 'Enter the part before it, such as https://account.docusign.com/scim/v2.',
	},
} as const satisfies Record<string, ErrorRow>;

export const SCIM_TOKEN_ROWS = {
	blank: {
		code: 'DOCUSIGN_SCIM_TOKEN_BLANK',
		cause: "'Bearer Token' is empty.",
		remedy: WHAT_BELONGS_HERE,
	},
	key: {
		code: 'DOCUSIGN_SCIM_TOKEN_IS_KEY',
		cause: "'Bearer Token' holds a key in PEM format, with which nobody signs in to SCIM.",
		remedy: `${WHAT_BELONGS_HERE} A private key belongs to 'Docusign Admin JWT API'.`,
	},
	notHeader: {
		code: 'DOCUSIGN_SCIM_TOKEN_DAMAGED',
		cause:
			"'Bearer Token' holds blanks, line breaks or characters that no token has: it was not copied as it is.",
		remedy: 'Copy it again, the token alone.',
	},
	otherHost: {
		code: 'DOCUSIGN_SCIM_TOKEN_ELSEWHERE',
		cause: 'The SCIM token was to be sent to {host}, which is not the host of this credential.',
		remedy: "It is sent to the host of 'Base URL' only. Correct the address of the request.",
	},
} as const satisfies Record<string, ErrorRow>;

/** What the server alone can tell for certain: a request is made, and these are told where it fails. */
export const SCIM_DOUBT_ROWS = {
	isAdminApi: {
		code: 'DOCUSIGN_SCIM_URL_IS_ADMIN_API',
		cause:
			"'Base URL' looks like the address of the Admin API, which is another interface with other credentials.",
		remedy:
			"Docusign's SCIM is known at https://account.docusign.com/scim/v2. For the Admin API use the node 'Docusign Admin' with its own credential.",
	},
	isESignature: {
		code: 'DOCUSIGN_SCIM_URL_IS_ESIGNATURE',
		cause: "'Base URL' looks like the address of the eSignature API, which speaks no SCIM.",
		remedy: "Docusign's SCIM is known at https://account.docusign.com/scim/v2.",
	},
	notScim: {
		code: 'DOCUSIGN_SCIM_URL_NOT_SCIM',
		cause: "'Base URL' is on Docusign's sign-in host, but not below /scim.",
		remedy: "Docusign's SCIM is known at https://account.docusign.com/scim/v2.",
	},
	accessToken: {
		code: 'DOCUSIGN_SCIM_TOKEN_IS_OAUTH',
		cause:
			"'Bearer Token' looks like an OAuth token, as the Admin API uses them: those end within hours, and SCIM does not take them.",
		remedy: WHAT_BELONGS_HERE,
	},
	assertion: {
		code: 'DOCUSIGN_SCIM_TOKEN_IS_ASSERTION',
		cause:
			"'Bearer Token' looks like the signed request of a JWT sign-in, which can only be exchanged for an OAuth token.",
		remedy: `${WHAT_BELONGS_HERE} To sign in with a key pair, use the node 'Docusign Admin' with 'Docusign Admin JWT API'.`,
	},
} as const satisfies Record<string, ErrorRow>;
