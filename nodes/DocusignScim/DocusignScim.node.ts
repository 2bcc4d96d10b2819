import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { SCIM_BASE_URL_EXPRESSION } from '../../credentials/shared/scim/scimSettings';
import { propertiesOf } from '../shared/n8n/menus';
import { paginationHook } from '../shared/n8n/paginationHook';
import { tooManyResults } from './api/client';
import { openClient } from './openClient';
import { getUsers, searchGroups, searchUsers } from './listSearch/pickers';
import { resources } from './resources';

export class DocusignScim implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Docusign SCIM',
		name: 'docusignScim',
		icon: {
			light: 'file:../../icons/docusignAdmin.svg',
			dark: 'file:../../icons/docusignAdmin.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
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
			pagination: paginationHook({ resources, openClient, tooManyResults: () => tooManyResults() }),
		},
		properties: propertiesOf(resources),
	};

	methods = {
		listSearch: { searchGroups, searchUsers },
		loadOptions: { getUsers },
	};
}
