import type { ErrorRow } from './authError';

/** What is wrong with a credential's fields, told before any request is sent. */

const WHERE_THE_KEY_COMES_FROM =
	'In Docusign, open Settings > Apps and Keys, the app with your integration key, and generate an RSA key pair there';

export const HOST_ROWS = {
	unknownEnvironment: {
		code: 'DOCUSIGN_ENVIRONMENT_UNKNOWN',
		cause: "'Environment' holds a value that is none of Production, Demo and Custom.",
		remedy: "Choose one of them in 'Environment'.",
	},
	blank: {
		code: 'DOCUSIGN_HOST_BLANK',
		cause: "'{field}' is empty.",
		remedy:
			"Fill it in, or choose Production or Demo in 'Environment', which know their addresses.",
	},
	noScheme: {
		code: 'DOCUSIGN_HOST_NOT_A_URL',
		cause: "'{field}' is not a web address.",
		remedy:
			'Enter it whole, starting with https://, such as https://account.docusign.com for sign-in or https://api.docusign.net/Management for the Admin API.',
	},
	notHttps: {
		code: 'DOCUSIGN_HOST_NOT_HTTPS',
		cause: "'{field}' starts with http://, where anyone on the way could read the token.",
		remedy: 'Use https://. Plain http is allowed for localhost and 127.0.0.1 only.',
	},
	userInfo: {
		code: 'DOCUSIGN_HOST_WITH_LOGIN',
		cause: "'{field}' holds a user name or password before the host.",
		remedy: 'Remove everything between // and @, and the @ itself.',
	},
	query: {
		code: 'DOCUSIGN_HOST_WITH_QUERY',
		cause: "'{field}' goes on after a ? or #.",
		remedy: 'Enter the address up to there only.',
	},
	oauthPath: {
		code: 'DOCUSIGN_HOST_WITH_OAUTH_PATH',
		cause: "'{field}' already contains /oauth, which is added for every call.",
		remedy: 'Enter the part before it, such as https://account.docusign.com.',
	},
	adminVersion: {
		code: 'DOCUSIGN_HOST_WITH_VERSION',
		cause: "'{field}' ends in an API version, but operations use different versions and add them.",
		remedy: 'Remove the version, so that it ends in /Management.',
	},
	adminIsESignature: {
		code: 'DOCUSIGN_HOST_IS_ESIGNATURE',
		cause:
			"'{field}' is the address of the eSignature API (/restapi), which manages no users here.",
		remedy: 'Enter the Admin API, such as https://api.docusign.net/Management.',
	},
	adminIsScim: {
		code: 'DOCUSIGN_HOST_IS_SCIM',
		cause:
			"'{field}' is the address of SCIM (/scim), which is another interface with a token of its own.",
		remedy:
			"Enter the Admin API, such as https://api.docusign.net/Management. For SCIM use the node 'Docusign SCIM' with the credential 'Docusign SCIM API'.",
	},
	notTokenHost: {
		code: 'DOCUSIGN_HOST_ISSUES_NO_TOKENS',
		cause: "'{field}' is an address of Docusign at which nobody can sign in.",
		remedy:
			'Tokens are issued at https://account.docusign.com (production) and https://account-d.docusign.com (demo); mind the .com.',
	},
	notAdminHost: {
		code: 'DOCUSIGN_HOST_IS_NOT_ADMIN',
		cause: "'{field}' is an address of Docusign at which there is no Admin API.",
		remedy:
			'The Admin API is at https://api.docusign.net/Management (production) and https://api-d.docusign.net/Management (demo) for all regions; mind the .net.',
	},
	mixed: {
		code: 'DOCUSIGN_HOSTS_MIXED',
		cause:
			"'OAuth Base URL' and 'Admin Base URL' belong to different Docusign environments, so the token of one would be refused by the other.",
		remedy:
			'account.docusign.com goes with api.docusign.net (production), account-d.docusign.com with api-d.docusign.net (demo).',
	},
} as const satisfies Record<string, ErrorRow>;

export const FIELD_ROWS = {
	integrationKeyBlank: {
		code: 'DOCUSIGN_INTEGRATION_KEY_BLANK',
		cause: "'Integration Key' is empty.",
		remedy: 'Copy it in Docusign from Settings > Apps and Keys > your app > Integration Key.',
	},
	integrationKeyIsEmail: {
		code: 'DOCUSIGN_INTEGRATION_KEY_IS_EMAIL',
		cause: "'Integration Key' holds an email address.",
		remedy:
			'It wants the GUID of your app, from Settings > Apps and Keys > your app > Integration Key.',
	},
	integrationKeyNotGuid: {
		code: 'DOCUSIGN_INTEGRATION_KEY_NOT_GUID',
		cause: "'Integration Key' is not a GUID of the form 00000000-0000-0000-0000-000000000000.",
		remedy:
			'Copy it whole from Settings > Apps and Keys > your app > Integration Key. A secret key or a key pair ID does not belong here.',
	},
	userIdBlank: {
		code: 'DOCUSIGN_USER_ID_BLANK',
		cause: "'User ID' is empty.",
		remedy:
			"Enter the user's API User ID, a GUID shown in Settings > Apps and Keys > My Account Information, or choose Application in 'Token For' if no user is meant.",
	},
	userIdIsEmail: {
		code: 'DOCUSIGN_USER_ID_IS_EMAIL',
		cause: "'User ID' holds an email address, which Docusign does not accept for sign-in.",
		remedy:
			"Enter the user's API User ID, a GUID shown in Settings > Apps and Keys > My Account Information.",
	},
	userIdIsAccount: {
		code: 'DOCUSIGN_USER_ID_IS_ACCOUNT',
		cause: "'User ID' holds only digits, as account numbers do.",
		remedy:
			"Enter the user's API User ID, a GUID shown in Settings > Apps and Keys > My Account Information above the account numbers.",
	},
	userIdIsIntegrationKey: {
		code: 'DOCUSIGN_USER_ID_IS_INTEGRATION_KEY',
		cause:
			"'User ID' and 'Integration Key' hold the same GUID, but one names a user and the other an app.",
		remedy:
			"Enter the user's API User ID, shown in Settings > Apps and Keys > My Account Information.",
	},
	userIdNotGuid: {
		code: 'DOCUSIGN_USER_ID_NOT_GUID',
		cause: "'User ID' is not a GUID of the form 00000000-0000-0000-0000-000000000000.",
		remedy:
			"Copy the user's API User ID whole from Settings > Apps and Keys > My Account Information.",
	},
	tokenSubjectUnknown: {
		code: 'DOCUSIGN_TOKEN_SUBJECT_UNKNOWN',
		cause: "'Token For' holds a value that is neither User nor Application.",
		remedy: "Choose one of them in 'Token For'.",
	},
	notConnected: {
		code: 'DOCUSIGN_NOT_CONNECTED',
		cause: 'This credential is not connected to Docusign yet.',
		remedy: 'Open it, press its Connect button and allow access on the page that opens.',
	},
	scopesBlank: {
		code: 'DOCUSIGN_SCOPES_BLANK',
		cause: "'Scopes' is empty, so the token would allow nothing.",
		remedy:
			'Enter at least: signature impersonation organization_read user_read. Writing needs user_write too.',
	},
} as const satisfies Record<string, ErrorRow>;

export const KEY_ROWS = {
	blank: {
		code: 'DOCUSIGN_KEY_BLANK',
		cause: "'Private Key' is empty.",
		remedy: `${WHERE_THE_KEY_COMES_FROM}, then paste the private key here.`,
	},
	notPem: {
		code: 'DOCUSIGN_KEY_NOT_PEM',
		cause: "'Private Key' holds no PEM key: the line -----BEGIN RSA PRIVATE KEY----- is missing.",
		remedy: `Paste the private key whole, with its BEGIN and END lines; the key pair ID, the integration key or a secret key do not work. ${WHERE_THE_KEY_COMES_FROM}.`,
	},
	truncated: {
		code: 'DOCUSIGN_KEY_TRUNCATED',
		cause: "'Private Key' is cut off: a part of the key or its END line is missing.",
		remedy:
			'Copy it again from the first dash of the BEGIN line to the last dash of the END line. Docusign shows a private key once, so generate a new key pair if it is gone.',
	},
	damaged: {
		code: 'DOCUSIGN_KEY_DAMAGED',
		cause: "'Private Key' has its BEGIN and END lines, but what stands between them is not a key.",
		remedy:
			'Characters were lost or changed on the way: copy it again from the original, without going through a word processor or chat, or generate a new key pair.',
	},
	publicKey: {
		code: 'DOCUSIGN_KEY_IS_PUBLIC',
		cause: "'Private Key' holds a public key, which cannot sign.",
		remedy:
			'Paste the other half of the pair, which starts with -----BEGIN RSA PRIVATE KEY----- or -----BEGIN PRIVATE KEY-----.',
	},
	certificate: {
		code: 'DOCUSIGN_KEY_IS_CERTIFICATE',
		cause: "'Private Key' holds a certificate, which cannot sign.",
		remedy:
			'Paste the private key that belongs to the integration key; it starts with -----BEGIN RSA PRIVATE KEY----- or -----BEGIN PRIVATE KEY-----.',
	},
	encrypted: {
		code: 'DOCUSIGN_KEY_ENCRYPTED',
		cause: "'Private Key' is protected by a passphrase.",
		remedy:
			'Remove it with: openssl rsa -in protected.pem -out plain.pem. Then paste plain.pem; n8n keeps it encrypted.',
	},
	openSsh: {
		code: 'DOCUSIGN_KEY_IS_OPENSSH',
		cause: "'Private Key' is in OpenSSH's own format, which Docusign's key pairs never are.",
		remedy: `${WHERE_THE_KEY_COMES_FROM}, and paste that one.`,
	},
	notRsa: {
		code: 'DOCUSIGN_KEY_NOT_RSA',
		cause: "'Private Key' is of the kind {kind}, but Docusign accepts RSA keys only.",
		remedy: `${WHERE_THE_KEY_COMES_FROM}, or upload the public half of an RSA key of your own.`,
	},
	tooShort: {
		code: 'DOCUSIGN_KEY_TOO_SHORT',
		cause: "'Private Key' has {bits} bits, and RS256 needs 2048 at least.",
		remedy: `${WHERE_THE_KEY_COMES_FROM}; those are long enough.`,
	},
} as const satisfies Record<string, ErrorRow>;
