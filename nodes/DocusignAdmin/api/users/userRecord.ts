import { objectsIn } from '../../../shared/json';
import { composed } from './address';
import type { ApiRequest, JsonObject, JsonValue } from '../../../shared/http';

/** The path of an organization's users, below the version. */
export const usersPath = (organizationId: string): string =>
	`/organizations/${encodeURIComponent(organizationId)}/users`;

/** The users of an organization, on the published wire. */
export const usersRequest = (organizationId: string, query?: ApiRequest['query']): ApiRequest => ({
	method: 'GET',
	path: `/v2${usersPath(organizationId)}`,
	query,
});

/** Whether two texts are one e-mail address: case, surrounding blanks and how letters are composed do not count. */
export const isSameAddress = (one: string, other: string): boolean =>
	addressKey(one) === addressKey(other);

/** An e-mail address in the spelling by which it is compared. */
export const addressKey = (address: string): string => composed(address).trim().toLowerCase();

/** The addresses that a record shows: on the user itself, or on the memberships of a published profile. */
export function emailsOf(record: JsonObject): string[] {
	const shown = [record, ...objectsIn(record.memberships)].map(({ email }) => email);
	return shown.filter((email): email is string => typeof email === 'string' && email !== '');
}

/** The address that a record shows of a user. */
export const addressOf = (record: JsonObject): string | undefined => emailsOf(record)[0];

/**
 * The address of a user as far as a record lets on: a user name often is the address, but it need not be
 * and does not change with it, so that nothing may be written by it.
 */
export function emailOf(record: JsonObject): string | undefined {
	const email = addressOf(record);
	if (email !== undefined) return email;
	const name = record.user_name;
	return typeof name === 'string' && name.includes('@') ? name : undefined;
}

const isClosedStatus = (status: JsonValue) =>
	String(status ?? '')
		.trim()
		.toLowerCase() === 'closed';

/** Whether a user record of either contract says that the user is closed. */
export const isClosedUser = (record: JsonObject): boolean =>
	isClosedStatus(record.user_status ?? record.status);

/** Whether a membership of a user's record says that it is closed. */
export const isClosedMembership = ({ status }: { status?: JsonValue }): boolean =>
	isClosedStatus(status);

/** Whether a membership of a user's record is in an account of another organization. */
export const isExternalMembership = ({
	is_external_account: isExternal,
}: {
	is_external_account?: JsonValue;
}): boolean => isExternal === true;
