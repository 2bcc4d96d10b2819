import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { SCIM_BASE_URL_EXPRESSION } from '../../credentials/shared/scim/scimSettings';
import { propertiesOf } from '../shared/n8n/fields/menus';
import { subtitleOf } from '../shared/n8n/fields/subtitle';
import { paginationHook } from '../shared/n8n/requests/paginationHook';
import { tooManyResults } from './api/client';
import { openClient, signIn } from './openClient';
import { getUsers, searchGroups, searchUsers } from './listSearch/pickers';
import { resources } from './resources';

export class DocusignScim implements INodeType {
	description: INodeTypeDescription = {
		// Longer than Docusign Admin by a little: n8n's search puts the shorter of two like names first.
		displayName: 'Docusign SCIM',
		name: 'docusignScim',
		icon: {
			light: 'file:../../icons/docusignScim.svg',
			dark: 'file:../../icons/docusignScim.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Provision users and groups in Docusign over SCIM 2.0',
		defaults: { name: 'Docusign SCIM' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'docusignScimApi', required: true }],
		requestDefaults: {
			baseURL: SCIM_BASE_URL_EXPRESSION,
			disableFollowRedirect: true,
		},
		requestOperations: {
			pagination: paginationHook({
				resources,
				openClient,
				signIn,
				tooManyResults: () => tooManyResults(),
			}),
		},
		properties: propertiesOf(resources),
	};

	methods = {
		listSearch: { searchGroups, searchUsers },
		loadOptions: { getUsers },
	};
}
