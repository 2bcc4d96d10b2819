import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { ADMIN_BASE_URL_EXPRESSION } from '../../credentials/shared/hosts';
import type { AdminClient } from './api/client';
import { authenticationField } from './api/n8n/credentialType';
import { allItemsOperations } from '../shared/n8n/items/allItems';
import type { ItemParameters } from '../shared/n8n/operation';
import { propertiesOf } from '../shared/n8n/fields/menus';
import { subtitleOf } from '../shared/n8n/fields/subtitle';
import { paginationHook } from '../shared/n8n/requests/paginationHook';
import { federatedStatusToSend, languagePublished } from './api/contract/values';
import { tooManyResults } from './api/errors/failures';
import { openClient, signIn } from './api/n8n/openClient';
import * as listSearch from './listSearch';
import { readdress, resolveNames } from './names/resolve';
import * as loadOptions from './loadOptions';
import type { Operation } from './operation';
import { resources } from './resources';

/** How the operations speak to Docusign, through the hook of the engine or around it. */
const node = {
	spellings: { federatedStatus: federatedStatusToSend, languageCulture: languagePublished },
	resources,
	openClient,
	signIn,
	resolve: async (client: AdminClient, parameters: ItemParameters, { names }: Operation) =>
		await resolveNames(client, parameters, names),
	readdress,
	tooManyResults: (most: number) => tooManyResults(undefined, most),
};

export class DocusignAdmin implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Docusign Admin',
		name: 'docusignAdmin',
		icon: {
			light: 'file:../../icons/docusignAdmin.svg',
			dark: 'file:../../icons/docusignAdmin.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Onboard, change and offboard the users of a Docusign organization',
		defaults: { name: 'Docusign Admin' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'docusignAdminJwtApi',
				required: true,
				// Without the field, as in parameters of an older version of the node, JWT is meant.
				displayOptions: { show: { authentication: ['jwt', undefined] } },
			},
			{
				name: 'docusignAdminOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		requestDefaults: {
			baseURL: ADMIN_BASE_URL_EXPRESSION,
			disableFollowRedirect: true,
		},
		requestOperations: {
			pagination: paginationHook(node),
		},
		properties: [authenticationField, ...propertiesOf(resources)],
	};

	methods = { listSearch, loadOptions };

	customOperations = allItemsOperations(node);
}
