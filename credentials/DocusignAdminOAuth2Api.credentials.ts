import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { apiVersionField, environmentFields } from './shared/environmentFields';
import { oauthUrlExpression } from './shared/hosts';
import { OAUTH2_DEFAULT_SCOPES, SCOPE_EXPRESSION } from './shared/scopes';

const [environment, ...customAddresses] = environmentFields;

/**
 * Authorization Code Grant: n8n does the sign-in, keeps both tokens and renews the access token
 * when Docusign answers 401. There is no `preAuthentication` here, since n8n 2.41 would call it
 * before every request.
 */
export class DocusignAdminOAuth2Api implements ICredentialType {
	name = 'docusignAdminOAuth2Api';

	displayName = 'Docusign Admin OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = {
		light: 'file:../icons/docusignAdmin.svg',
		dark: 'file:../icons/docusignAdmin.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-docusign-admin/n8n-nodes-docusign-admin#credentials';

	properties: INodeProperties[] = [
		{ ...environment, hint: 'Set it before you press Connect: the login page opens there' },
		...customAddresses,
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 11111111-2222-3333-4444-555555555555',
			description:
				'The integration key: in Docusign, Settings > Apps and Keys > your app > Integration Key. The redirect URL above has to be among the redirect URIs of that app, letter by letter.',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A secret key: in Docusign, Settings > Apps and Keys > your app > Add Secret Key. Docusign shows it once.',
		},
		{
			displayName: 'Scopes',
			name: 'requestedScopes',
			type: 'string',
			default: OAUTH2_DEFAULT_SCOPES,
			required: true,
			placeholder: 'e.g. organization_read user_read user_write',
			description:
				'What the connection may do, separated by blanks. More names: domain_read, identity_provider_read, user_data_redact. Keep extended: without it the connection ends after 30 days however much it is used.',
			hint: 'After changing the scopes, connect again: the connection has those it was made with',
		},
		apiVersionField,
		// n8n reads a hidden scope from the code at each connecting, so it is taken from the field.
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: SCOPE_EXPRESSION },
		/**
		 * The confidential grant, with Basic authentication. Docusign takes PKCE as an addition to it,
		 * and apps can be set to demand it. n8n's grant type `pkce` is for apps without a secret; this
		 * switch adds PKCE to the code grant (n8n 2.x), and older versions leave it out.
		 */
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{ displayName: 'Use PKCE', name: 'usePkce', type: 'hidden', default: true },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: oauthUrlExpression('/oauth/auth'),
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: oauthUrlExpression('/oauth/token'),
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
	];
}
