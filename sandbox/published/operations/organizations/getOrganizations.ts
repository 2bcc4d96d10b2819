import { invalidParameter, ok } from '../../../http/answer';
import { localTime } from '../../../state/time';
import type { Organization } from '../../../state/model';
import { type AdminCall, published } from '../../operation';
import { domainView } from '../../views';

function view(call: AdminCall, organization: Organization) {
	const { accounts } = call.backend.state;
	const [admin] = organization.adminIds;
	return {
		id: organization.id,
		name: organization.name,
		description: organization.description,
		default_account_id: organization.defaultAccountId,
		default_permission_profile_id: accounts.get(organization.defaultAccountId)
			?.defaultPermissionProfileId,
		created_on: localTime(organization.createdAt),
		created_by: admin,
		last_modified_on: localTime(organization.createdAt),
		last_modified_by: admin,
		accounts: organization.accountIds.map((id) => {
			const account = accounts.get(id);
			return {
				id,
				name: account?.name,
				external_account_id: account?.externalId,
				site_id: account?.siteId,
			};
		}),
		users: [...organization.adminIds].map((id) => ({ id })),
		reserved_domains: organization.domains.map(domainView),
		identity_providers: [],
		links: [],
	};
}

/** Organizations the caller administers, or with `mode=account_membership` those it is a member in. */
export const getOrganizations = published('getOrganizations', (call) => {
	const { state } = call.backend;
	const mode = call.query.get('mode') ?? 'org_admin';
	if (mode !== 'org_admin' && mode !== 'account_membership') {
		throw invalidParameter('mode is neither org_admin nor account_membership.');
	}
	const userId = call.token.userId ?? '';
	const visible = [...state.organizations.values()].filter((organization) =>
		mode === 'org_admin'
			? organization.adminIds.has(userId)
			: state.users.get(userId)?.organizationId === organization.id,
	);
	return ok({ organizations: visible.map((organization) => view(call, organization)) });
});
