import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { CONSENT_PAGE } from './shared/oauth/consent';
import { connectionTest, REFUSALS_OF_APPLICATIONS } from './shared/connectionTest';
import { apiVersionField, environmentFields, tokenSubjectField } from './shared/environmentFields';
import { DEFAULT_SCOPES } from './shared/scopes';
import { authorize, SIGN_IN_ANEW } from './shared/jwt/authorize';
import { signIn } from './shared/jwt/signIn';

export class DocusignAdminJwtApi implements ICredentialType {
	name = 'docusignAdminJwtApi';

	displayName = 'Docusign Admin JWT API';

	icon: Icon = {
		light: 'file:../icons/docusignAdmin.svg',
		dark: 'file:../icons/docusignAdmin.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-docusign-admin/n8n-nodes-docusign-admin#credentials';

	properties: INodeProperties[] = [
		...environmentFields,
		tokenSubjectField,
		{
			displayName: 'Integration Key',
			name: 'integrationKey',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 11111111-2222-3333-4444-555555555555',
			description:
				'In Docusign: Settings > Apps and Keys > your app > Integration Key (also called client ID). A key of a developer account works in Demo only.',
		},
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			displayOptions: { show: { tokenSubject: ['user'] } },
			default: '',
			required: true,
			placeholder: 'e.g. 11111111-2222-3333-4444-555555555555',
			description:
				'API User ID of the user to act for: a GUID, neither the email address nor the API Account ID. In Docusign: Settings > Apps and Keys > My Account Information, signed in as that user.',
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			required: true,
			description:
				'RSA private key of a key pair of the app (Settings > Apps and Keys > your app > Generate RSA), with its BEGIN and END lines. It does not matter if line breaks get lost on the way.',
		},
		{
			displayName: 'Scopes',
			name: 'requestedScopes',
			type: 'string',
			default: DEFAULT_SCOPES,
			required: true,
			placeholder: 'e.g. organization_read user_read user_write',
			description:
				"What the token may do, separated by blanks. Consent must cover every one of them, so leave out what you don't use. More names: domain_read, identity_provider_read, user_data_redact. An application token is asked for without signature and impersonation.",
			hint: 'After adding a scope, test again: the message then holds the link for renewed consent',
		},
		{
			displayName: 'Redirect URI',
			name: 'redirectUri',
			type: 'string',
			default: CONSENT_PAGE,
			placeholder: 'e.g. https://www.example.com',
			description:
				"Needed once, for the consent link: where Docusign leads after consent was given. Exactly as registered in Settings > Apps and Keys > your app > Redirect URIs. The page that is filled in is Docusign's own for this; any other page of your choice will do too.",
		},
		apiVersionField,
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		// Without the word for it in its name: a lint rule takes that for a secret, which it is not.
		{ displayName: 'Issued For', name: 'issuedFor', type: 'hidden', default: '' },
	];

	/** A function, since n8n would evaluate the same thing as an expression anew for every page of a list. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => authorize(credentials, requestOptions);

	/** Docusign lists no organizations to an application token: there a refusal is as it should be. */
	test: ICredentialTestRequest = connectionTest({
		headers: { Accept: 'application/json', [SIGN_IN_ANEW]: 'yes' },
		ignoreHttpStatusErrors: REFUSALS_OF_APPLICATIONS as unknown as boolean,
	});

	/** Called when no token of these settings is stored, when Docusign has refused it, and by the test. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return {
			...(await signIn(async (options) => await this.helpers.httpRequest(options), credentials)),
		};
	}
}
