import type { INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../../shared/http';
import { readList } from '../../../shared/n8n/fields/readers';
import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { scimNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import { inAccountOf } from '../../helpers/dsGroups';
import { writing } from '../../helpers/plannedWrites';
import { productNamed, productsOf } from '../../helpers/products';
import { warningsBefore } from '../../helpers/beforeChange';
import { changing } from '../../helpers/userCalls';
import { identify } from '../../api/users/findUser';
import type { Operation } from '../../operation';
import { userReference } from '../../parameters';

const products: INodeProperties = {
	displayName: 'Products',
	name: 'products',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. CLM',
	description: 'The products to take away, by name or ID, with commas between them',
};

export const remove: Operation = {
	name: 'Remove',
	value: 'remove',
	action: 'Remove products from user',
	description: 'Take products away from a user of the account, who stays a member of it',
	calls: changing(
		'remove products from a user',
		'getProductPermissionProfiles',
		'removeUserProductPermission',
	),
	fields: [
		organizationLocator(),
		accountLocator(),
		userLocator,
		products,
		scimNotice,
		changeOptions,
	],
	work: writing({
		async plan(item) {
			const { client } = item;
			const facts = inAccountOf(item);
			const operation = 'removeUserProductPermission';
			const { needs } = client.demand(operation);
			const reference = userReference(item);
			const named = readList(item.parameter('products'), 'Products');
			const offered = await productsOf(client, facts);
			const ids = [...new Set(named.map((name) => productNamed(offered, name).id))];
			const user = await identify(client, facts.organizationId, reference, needs);
			return {
				facts: { ...facts, user },
				warnings: await warningsBefore(item, { operation, user, accountIds: [facts.accountId] }),
				writes: [{ operation, change: { product_ids: ids } }],
				result: ([answer]) => [answer as JsonObject],
			};
		},
	}),
};
