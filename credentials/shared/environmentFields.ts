import type { INodeProperties } from 'n8n-workflow';

/** Fields that say which Docusign a credential is for, whatever the way to sign in. */
export const environmentFields: INodeProperties[] = [
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{
				name: 'Production',
				value: 'production',
				description: 'Live accounts: account.docusign.com and api.docusign.net',
			},
			{
				name: 'Demo',
				value: 'demo',
				description: 'Developer accounts: account-d.docusign.com and api-d.docusign.net',
			},
			{
				name: 'Custom',
				value: 'custom',
				description: 'Addresses of your own, such as a gateway or a test server',
			},
		],
		default: 'production',
		description:
			'Where the organization and the integration key are. Keys and users of a developer account exist in Demo only.',
	},
	{
		displayName: 'OAuth Base URL',
		name: 'oauthBaseUrl',
		type: 'string',
		displayOptions: { show: { environment: ['custom'] } },
		default: '',
		required: true,
		placeholder: 'e.g. https://account.docusign.com',
		description:
			'Where tokens are issued, without /oauth. Its host is also the audience of the sign-in. Must be https, except on this computer (localhost).',
	},
	{
		displayName: 'Admin Base URL',
		name: 'adminBaseUrl',
		type: 'string',
		displayOptions: { show: { environment: ['custom'] } },
		default: '',
		required: true,
		placeholder: 'e.g. https://api.docusign.net/Management',
		description:
			'Address of the Admin API up to /Management, without a version. The eSignature address (…/restapi) does not work here.',
	},
];

/** Last in the window, since hardly anybody has a reason to touch it. */
export const apiVersionField: INodeProperties = {
	displayName: 'API Version',
	name: 'apiContract',
	type: 'options',
	options: [
		{
			name: 'Admin API v2.1 (Published)',
			value: 'openApi',
			description: "What Docusign's servers answer to, as in its API reference",
		},
		{
			name: 'Management v2 (Cursor)',
			value: 'cursor',
			description: 'For servers that page with next_uri and close users by email',
		},
	],
	default: 'openApi',
	description:
		"Leave as it is unless you were told that your server speaks Management v2: Docusign's own hosts speak the published version",
};

/**
 * Not in the credential's own list: a lint rule there takes every field with `token` in its name for
 * a secret, and n8n would blank out a field that is declared as one.
 */
export const tokenSubjectField: INodeProperties = {
	displayName: 'Token For',
	name: 'tokenSubject',
	type: 'options',
	options: [
		{
			name: 'User',
			value: 'user',
			description: 'Acts for one user, who should be an organization administrator',
		},
		{
			name: 'Application',
			value: 'application',
			description: 'Acts for the app itself, once an administrator has consented to it',
		},
	],
	default: 'user',
	description:
		'Whom the token stands for. With an application token Docusign neither lists organizations nor closes memberships, so enter organization IDs by hand and use a user token to close users.',
};
