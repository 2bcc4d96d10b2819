import { ok } from '../../http/answer';
import { accountIn, cursor, organizationIn } from '../operation';

export const listOrganizations = cursor('listOrganizations', (call) => {
	const { state } = call.backend;
	const { userId = '' } = call.token;
	return ok({
		organizations: [...state.organizations.values()]
			.filter(({ adminIds }) => adminIds.has(userId))
			.map(({ id, name, defaultAccountId }) => ({
				id,
				name,
				default_account_id: defaultAccountId,
			})),
	});
});

export const listAccounts = cursor('listAccounts', (call) => {
	const { state } = call.backend;
	return ok({
		accounts: organizationIn(call).accountIds.map((id) => ({
			id,
			name: state.accounts.get(id)?.name,
		})),
	});
});

export const listPermissionProfiles = cursor('listPermissionProfiles', (call) =>
	ok({
		permission_profiles: accountIn(call).permissionProfiles.map(({ id, name }) => ({
			permission_profile_id: String(id),
			permission_profile_name: name,
		})),
	}),
);
