import { ApiFailure } from '../../shared/errors/apiFailure';
import type { ApiRequest, JsonObject } from '../../shared/http';
import type { AdminClient } from '../api/client';
import { isFailure, isLimit } from '../api/errors/catalogue';
import { profileAccess } from '../api/users/profileAccess';
import { readProfile } from '../api/users/profiles';
import { ORGANIZATION_STREAM, type ListRead, type Scope } from './detection';

/** Docusign takes times to the second. */
const docusignTime = (epochMs: number) => new Date(epochMs).toISOString().replace(/\.\d+Z$/, 'Z');

/** One list of users as detection asks for it, with the place after each page. */
export function readList(client: AdminClient, { organizationId }: Scope, read: ListRead) {
	const accountId = read.stream === ORGANIZATION_STREAM ? undefined : read.stream;
	const request: ApiRequest = {
		method: 'GET',
		path: `/v2/organizations/${encodeURIComponent(organizationId)}/users`,
		query: {
			account_id: accountId,
			last_modified_since: read.since === undefined ? undefined : docusignTime(read.since),
		},
	};
	const place = read.position === null ? undefined : String(read.position);
	return client.lists.pagesFrom('getUsers', request, { organizationId, accountId }, place);
}

/** Whether a failure means that the place a list was to go on at is gone. */
export const isPlaceGone = (error: unknown, read: ListRead): boolean =>
	read.position !== null &&
	error instanceof ApiFailure &&
	!isLimit(error) &&
	(error.status === 400 || error.status === 404 || error.status === 410);

/**
 * The profile of a user whom a list has shown; undefined where Docusign says that there is none, and where
 * it has long given the organization no profiles by ID and the list shows no address. `later`: the refusal
 * may be a passing one, or of this user alone, which the next polls find out.
 */
export async function profileOf(
	client: AdminClient,
	{ organizationId }: Scope,
	userId: string,
	email: string | undefined,
): Promise<JsonObject | undefined | 'later'> {
	const known = { email, isListed: true };
	return await readProfile(client, organizationId, userId, known).catch(async (error: unknown) => {
		if (isFailure(error, 'DOCUSIGN_USER_NOT_FOUND')) return undefined;
		if (!isFailure(error, 'DOCUSIGN_PROFILE_NOT_GIVEN')) return await Promise.reject(error);
		return profileAccess(client.identity, organizationId).lasts ? undefined : 'later';
	});
}
