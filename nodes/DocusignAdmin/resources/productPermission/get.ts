import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { readOptions } from '../../descriptions/options';
import { inAccountOf } from '../../helpers/dsGroups';
import { BY_EMAIL } from '../../helpers/userCalls';
import { identify } from '../../api/users/findUser';
import type { Operation } from '../../operation';
import { userReference } from '../../parameters';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get product permissions of user',
	description: 'Retrieve the permission profile that a user has in each product of an account',
	calls: {
		'get the product permissions of a user': ['getUserProductPermissionProfiles'],
		'get the product permissions of a user by e-mail address': [
			...BY_EMAIL,
			'getUserProductPermissionProfiles',
		],
	},
	fields: [organizationLocator(), accountLocator(), userLocator, readOptions()],
	work: {
		kind: 'read',
		async read(item) {
			const { client } = item;
			const facts = inAccountOf(item);
			const { needs } = client.demand('getUserProductPermissionProfiles');
			const user = await identify(client, facts.organizationId, userReference(item), needs);
			const [organization, account, id] = [facts.organizationId, facts.accountId, user.id!].map(
				encodeURIComponent,
			);
			const path = `/v2.1/organizations/${organization}/accounts/${account}/products/users/${id}/permission_profiles`;
			const records = await client.read(
				'getUserProductPermissionProfiles',
				{ method: 'GET', path },
				{ ...facts, user },
			);
			return records.map((record) => ({
				user_id: user.id,
				account_id: facts.accountId,
				...record,
			}));
		},
	},
};
