import { objectsIn } from '../../shared/json';
import type { ApiRequest, JsonObject } from '../../shared/http';

/** The path of an organization's users, below the version. */
export const usersPath = (organizationId: string): string =>
	`/organizations/${encodeURIComponent(organizationId)}/users`;

/** The users of an organization, on the published wire. */
export const usersRequest = (organizationId: string, query?: ApiRequest['query']): ApiRequest => ({
	method: 'GET',
	path: `/v2${usersPath(organizationId)}`,
	query,
});

/** The e-mail address of a user: on the user itself, or on the memberships of a published profile. */
export function emailOf(record: JsonObject): string | undefined {
	if (typeof record.email === 'string') return record.email;
	const memberships = objectsIn(record.memberships);
	const email = memberships.map((membership) => membership.email).find(Boolean);
	if (typeof email === 'string') return email;
	const name = record.user_name;
	return typeof name === 'string' && name.includes('@') ? name : undefined;
}
