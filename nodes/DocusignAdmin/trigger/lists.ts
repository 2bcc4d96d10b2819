import { ApiFailure } from '../../shared/errors/apiFailure';
import type { ApiRequest, JsonObject } from '../../shared/http';
import type { AdminClient } from '../api/client';
import { readProfile } from '../api/users';
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

/** Whether Docusign lets no more requests through for now. */
export const isLimit = (error: unknown): boolean =>
	error instanceof ApiFailure &&
	(error.code === 'DOCUSIGN_HOURLY_LIMIT' || error.code === 'DOCUSIGN_BURST_LIMIT');

/** Whether a failure means that the place a list was to go on at is gone. */
export const isPlaceGone = (error: unknown, read: ListRead): boolean =>
	read.position !== null &&
	error instanceof ApiFailure &&
	!isLimit(error) &&
	(error.status === 400 || error.status === 404 || error.status === 410);

/** A user's profile; undefined where Docusign says that there is no such user. */
export async function profileOf(
	client: AdminClient,
	{ organizationId }: Scope,
	userId: string,
): Promise<JsonObject | undefined> {
	return await readProfile(client, organizationId, userId).catch(async (error: unknown) =>
		error instanceof ApiFailure && error.code === 'DOCUSIGN_USER_NOT_FOUND'
			? undefined
			: await Promise.reject(error),
	);
}
