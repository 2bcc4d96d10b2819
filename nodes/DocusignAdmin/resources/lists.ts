import { returnAllAndLimit } from '../../shared/n8n/fields/descriptions';
import type { OperationId } from '../api/contract';
import { accountLocator, organizationLocator } from '../descriptions/locators';
import { listOptions } from '../descriptions/options';
import { ACCOUNT_PATH, ORGANIZATION_PATH } from '../helpers/routing';
import type { Resource } from '../operation';
import { accountIdOf, organizationIdOf } from '../parameters';

/** The resources that are only listed, each by one call. */

interface List {
	/** As it goes on after "get many". */
	records: string;
	description: string;
	api: OperationId;
	/** On the published contract. */
	url: string;
	inAccount?: boolean;
}

const listed = (name: string, value: string, list: List): Resource => ({
	name,
	value,
	operations: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: `Get many ${list.records}`,
			description: list.description,
			calls: [list.api],
			request: { method: 'GET', url: list.url },
			fields: [
				organizationLocator(),
				...(list.inAccount ? [accountLocator()] : []),
				...returnAllAndLimit,
				listOptions(),
			],
			work: {
				kind: 'list',
				pages(item) {
					const organizationId = organizationIdOf(item);
					const accountId = list.inAccount ? accountIdOf(item) : undefined;
					const { client, declared, limit } = item;
					return client.lists.pages(list.api, declared, { organizationId, accountId }, { limit });
				},
			},
		},
	],
});

export const account = listed('Account', 'account', {
	records: 'accounts',
	description: 'Retrieve the accounts of an organization',
	api: 'getAccounts',
	url: '/v2/organizations',
});

export const permissionProfile = listed('Permission Profile', 'permissionProfile', {
	records: 'permission profiles',
	description: 'Retrieve the permission profiles of an account',
	api: 'getPermissions',
	url: `=/v2${ACCOUNT_PATH}/permissions`,
	inAccount: true,
});

export const group = listed('Group', 'group', {
	records: 'groups',
	description: 'Retrieve the groups of an account',
	api: 'getGroups',
	url: `=/v2${ACCOUNT_PATH}/groups`,
	inAccount: true,
});

export const identityProvider = listed('Identity Provider', 'identityProvider', {
	records: 'identity providers',
	description: 'Retrieve the identity providers of an organization',
	api: 'getIdentityProviders',
	url: `=/v2${ORGANIZATION_PATH}/identity_providers`,
});

export const productPermission = listed('Product Permission', 'productPermission', {
	records: 'product permissions',
	description: 'Retrieve the permission profiles that each product offers in an account',
	api: 'getProductPermissionProfiles',
	url: `=/v2.1${ACCOUNT_PATH}/products/permission_profiles`,
	inAccount: true,
});

export const userImport = listed('User Import', 'userImport', {
	records: 'user imports',
	description: 'Retrieve the imports of users that Docusign keeps',
	api: 'getBulkUserImportRequests',
	url: `=/v2${ORGANIZATION_PATH}/imports/bulk_users`,
});

export const dsGroup = listed('DS Group', 'dsGroup', {
	records: 'DS groups',
	description: "Retrieve the DS groups of an account, which hold for all of Docusign's products",
	api: 'getDSGroups',
	url: `=/v2.1${ACCOUNT_PATH}/dsgroups`,
	inAccount: true,
});
