import type {
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';

/** The ways to sign in that a node offers; workflows saved without the field mean the first. */
export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{
			name: 'JWT',
			value: 'jwt',
			description: 'With a private key, which suits workflows that run unattended',
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'As yourself, on the login page of Docusign',
		},
	],
	default: 'jwt',
};

/** Whatever of n8n's asks Docusign: an operation, a list of the editor, the trigger. */
export type Context = IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions;

/** The credential type the node is set to. */
export const credentialTypeOf = (context: Pick<Context, 'getNode'>): string =>
	context.getNode().parameters.authentication === 'oAuth2'
		? 'docusignAdminOAuth2Api'
		: 'docusignAdminJwtApi';
