import type { JsonObject } from '../../../shared/http';
import type { AdminClient } from '../client';
import { createFailure } from '../errors/catalogue';
import { usersPath } from './userRecord';

/** Asks for a profile by ID, whatever is known of that. */
export async function profileById(
	client: AdminClient,
	organizationId: string,
	id: string,
): Promise<JsonObject> {
	const path = `/v2.1${usersPath(organizationId)}/${encodeURIComponent(id)}/dsprofile`;
	const facts = { organizationId, user: { id } };
	const [record] = await client.read('getUserDSProfile', { method: 'GET', path }, facts);
	if (record) return record;
	throw createFailure('DOCUSIGN_USER_NOT_FOUND', { operation: 'get the user', user: id });
}
