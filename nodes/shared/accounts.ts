import { collect } from './collect';
import type { ApiRequest, JsonObject } from './http';
import type { Session } from './session';

/** The accounts of an organization come inside the list of organizations. */
export const ORGANIZATIONS: ApiRequest = { method: 'GET', path: '/v2/organizations' };

/** All accounts of an organization, asked for once a run. */
export async function accountsOf(session: Session, organizationId: string): Promise<JsonObject[]> {
	return await session.remember(
		`accounts:${organizationId}`,
		async () => await collect(session.pages('getAccounts', ORGANIZATIONS, { organizationId })),
	);
}

const inAccount = (organizationId: string, accountId: string, what: string): ApiRequest => ({
	method: 'GET',
	path: `/v2/organizations/${encodeURIComponent(organizationId)}/accounts/${encodeURIComponent(accountId)}/${what}`,
});

/** All permission profiles of an account, as `{id, name}`. */
export async function permissionProfilesOf(
	session: Session,
	organizationId: string,
	accountId: string,
): Promise<JsonObject[]> {
	const request = inAccount(organizationId, accountId, 'permissions');
	const pages = session.pages('getPermissions', request, { organizationId, accountId });
	return (await collect(pages)).map((profile) => ({
		id: profile.id ?? profile.permission_profile_id,
		name: profile.name ?? profile.permission_profile_name,
	}));
}

/** All groups of an account. */
export async function groupsOf(
	session: Session,
	organizationId: string,
	accountId: string,
): Promise<JsonObject[]> {
	const request = inAccount(organizationId, accountId, 'groups');
	return await collect(session.pages('getGroups', request, { organizationId, accountId }));
}
