import type { INodeProperties } from 'n8n-workflow';

import { text } from '../../../shared/n8n/fields/descriptions';
import { invalidInput } from '../../../shared/errors/input';
import type { JsonObject } from '../../../shared/http';
import { objectIn, objectsIn } from '../../../shared/json';
import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { scimNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import { inAccountOf } from '../../helpers/dsGroups';
import { writing } from '../../helpers/plannedWrites';
import { productsOf, profileOf } from '../../helpers/products';
import { warningsBefore } from '../../helpers/beforeChange';
import { changing } from '../../helpers/userCalls';
import { identify } from '../../api/users/findUser';
import type { Operation } from '../../operation';
import { userReference } from '../../parameters';

const profiles: INodeProperties = {
	displayName: 'Permission Profiles',
	name: 'productPermissionProfiles',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add product',
	default: {},
	required: true,
	description:
		'The permission profile in each product. Products that are not named stay as they are.',
	options: [
		{
			displayName: 'Product',
			name: 'profile',
			values: [
				{
					...text(
						'Permission Profile',
						'permissionProfile',
						'The name or ID of the permission profile',
						'DocuSign Sender',
					),
					required: true,
				},
				{
					...text(
						'Product',
						'product',
						'The name or ID of the product, such as ESign or CLM',
						'CLM',
					),
					required: true,
				},
			],
		},
	],
};

export const set: Operation = {
	name: 'Set',
	value: 'set',
	action: 'Set product permissions of user',
	description: 'Give a user of the account a permission profile in one or more products',
	calls: changing(
		'set the product permissions of a user',
		'getProductPermissionProfiles',
		'addUserProductPermissionProfiles',
	),
	fields: [
		organizationLocator(),
		accountLocator(),
		userLocator,
		profiles,
		scimNotice,
		changeOptions,
	],
	work: writing({
		async plan(item) {
			const { client } = item;
			const facts = inAccountOf(item);
			const operation = 'addUserProductPermissionProfiles';
			const { needs } = client.demand(operation);
			const given = item.parameter('productPermissionProfiles.profile');
			const rows = Array.isArray(given) ? objectsIn(given) : [objectIn(given)];
			if (rows.every((row) => Object.keys(row).length === 0)) {
				throw invalidInput(`'Permission Profiles' is empty`, 'Add a product and a profile of it.');
			}
			const reference = userReference(item);
			const products = await productsOf(client, facts);
			const wanted = rows.map((row) => profileOf(products, row));
			const user = await identify(client, facts.organizationId, reference, needs);
			return {
				facts: { ...facts, user },
				warnings: await warningsBefore(item, { operation, user, accountIds: [facts.accountId] }),
				writes: [{ operation, change: { product_permission_profiles: wanted } }],
				result: ([answer]) => [answer as JsonObject],
			};
		},
	}),
};
