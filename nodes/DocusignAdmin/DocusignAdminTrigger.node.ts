import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { searchOrganizations } from './listSearch';
import { getAccounts } from './loadOptions';
import { toNodeError } from '../shared/n8n/errors';
import { poll } from './trigger/poll';
import { events, properties } from './trigger/properties';
import { subtitleOfList } from '../shared/n8n/fields/subtitle';

export class DocusignAdminTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Docusign Admin Trigger',
		name: 'docusignAdminTrigger',
		icon: {
			light: 'file:../../icons/docusignAdmin.svg',
			dark: 'file:../../icons/docusignAdmin.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: subtitleOfList('events', events),
		description:
			'Onboard, change and offboard Docusign users, or start a workflow when they join, change or leave',
		defaults: { name: 'Docusign Admin Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'docusignAdminJwtApi',
				required: true,
				displayOptions: { show: { authentication: ['jwt'] } },
			},
			{
				name: 'docusignAdminOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties,
	};

	methods = { listSearch: { searchOrganizations }, loadOptions: { getAccounts } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this).catch((error: unknown) => {
			throw toNodeError(this.getNode(), error);
		});
	}
}
