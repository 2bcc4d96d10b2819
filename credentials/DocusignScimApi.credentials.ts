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
import { scimConnectionTest } from './shared/scim/scimConnectionTest';
import { reachFirst, reachWhereDemanded } from './shared/scim/scimReach';
import { checkDestination, readScimSettings, SCIM_BASE_URL } from './shared/scim/scimSettings';

export class DocusignScimApi implements ICredentialType {
	name = 'docusignScimApi';

	displayName = 'Docusign SCIM API';

	icon: Icon = {
		light: 'file:../icons/docusignScim.svg',
		dark: 'file:../icons/docusignScim.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-docusign-admin/n8n-nodes-docusign-admin#scim';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: SCIM_BASE_URL,
			required: true,
			placeholder: 'e.g. https://account.docusign.com/scim/v2',
			description:
				'Where /Users and /Groups begin, as shown where provisioning is set up in Docusign. Must be https, except on this computer (localhost).',
		},
		{
			displayName: 'Bearer Token',
			name: 'bearerToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The static token that was created where provisioning is set up in Docusign. Neither an OAuth access token nor a key works here, and this token does not work in the Docusign Admin credentials.',
		},
		// n8n calls `preAuthentication` for a type with such a field only, and, since it is never empty,
		// after a refusal only. Nothing is ever stored in it.
		{
			displayName: 'Reached',
			name: 'reached',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: 'unknown',
		},
	];

	/** Checks the fields before each request, and where the token is about to go. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const settings = readScimSettings(credentials);
		// n8n's HTTP Request node still makes its requests with the older name.
		const { url, uri, baseURL } = requestOptions as IHttpRequestOptions & { uri?: string };
		checkDestination(settings, url ?? uri ?? '', baseURL);
		const Authorization = `Bearer ${settings.token}`;
		const { headers, ...options } = reachFirst(credentials, requestOptions);
		return { ...options, headers: { ...headers, Authorization } };
	};

	/** The test's first step, so that it can say in words why a server is not reached. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		await reachWhereDemanded(
			async (options) => await this.helpers.httpRequest(options),
			credentials,
		);
		return {};
	}

	test: ICredentialTestRequest = scimConnectionTest;
}
