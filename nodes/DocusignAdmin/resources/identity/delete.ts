import type { INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../../shared/http';
import { objectIn } from '../../../shared/json';
import { readList } from '../../../shared/n8n/fields/readers';
import { organizationLocator, userLocator } from '../../descriptions/locators';
import { scimNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import { writing } from '../../helpers/plannedWrites';
import { warningsBefore } from '../../helpers/beforeChange';
import { changing } from '../../helpers/userCalls';
import { identify } from '../../api/users/findUser';
import type { Operation } from '../../operation';
import { guid, organizationIdOf, userReference } from '../../parameters';

const LABEL = 'Identity Provider Names or IDs';

const providers: INodeProperties = {
	displayName: LABEL,
	name: 'identityProviderIds',
	type: 'multiOptions',
	default: [],
	required: true,
	typeOptions: {
		loadOptionsMethod: 'getIdentityProviders',
		loadOptionsDependsOn: ['organizationId.value'],
	},
	description:
		'The identity providers that the user shall no longer be linked to. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const deleteIdentity: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete identity of user',
	description:
		'Cut the link between a user and an identity provider; the next single sign-on makes a new one',
	calls: changing('delete an identity of a user', 'deleteIdentities'),
	fields: [organizationLocator(), userLocator, providers, scimNotice, changeOptions],
	work: writing({
		async plan(item) {
			const { client } = item;
			const organizationId = organizationIdOf(item);
			const operation = 'deleteIdentities';
			const { needs } = client.demand(operation);
			const given = readList(item.parameter('identityProviderIds'), LABEL);
			const ids = [...new Set(given.length > 0 ? given : [''])].map((id) => guid(id, LABEL));
			const user = await identify(client, organizationId, userReference(item), needs);
			return {
				facts: { organizationId, user },
				warnings: await warningsBefore(item, { operation, user }),
				writes: [{ operation, change: { identities: ids.map((id) => ({ id })) } }],
				result: ([answer]) => [{ user_id: user.id, ...objectIn(answer) } as JsonObject],
			};
		},
	}),
};
