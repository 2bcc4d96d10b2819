import { isFailure } from './errors/catalogue';
import type { JsonObject } from '../../shared/http';
import type { AdminClient } from './client';
import { forgetDirectory, idsWithAddress } from './directory';
import { profilesWithAddress } from './profileByAddress';
import { emailsOf, isSameAddress } from './userRecord';
import { emailKey, userById } from './users';

/**
 * Who has an address: these users; nobody; or what Docusign answers does not tell, which must never be
 * taken for one of the others.
 */
export type Holders =
	{ kind: 'users'; users: JsonObject[] } | { kind: 'nobody' } | { kind: 'notTold' };

/** Who has an address now, whatever the run remembers. */
export async function whoHasNow(
	client: AdminClient,
	organizationId: string,
	email: string,
): Promise<Holders> {
	client.cache.forget(emailKey(organizationId, email));
	forgetDirectory(client, organizationId);
	return await whoHas(client, organizationId, email);
}

/** Who has an address; several users may share one. Asked for once a run, as is a scan. */
export async function whoHas(
	client: AdminClient,
	organizationId: string,
	email: string,
): Promise<Holders> {
	return await client.cache.remember(emailKey(organizationId, email), async () =>
		client.contract.rows.getUserProfiles.lacks
			? await scannedHolders(client, organizationId, email)
			: await profiledHolders(client, organizationId, email),
	);
}

/** By the published look-up, whose answer counts only as far as it is about the address. */
async function profiledHolders(
	client: AdminClient,
	organizationId: string,
	email: string,
): Promise<Holders> {
	const found = await profilesWithAddress(client, organizationId, email).catch(
		async (error: unknown) =>
			// Docusign may answer with 404 where it knows no user with the address.
			isFailure(error, 'DOCUSIGN_USER_NOT_FOUND') ? [] : await Promise.reject(error),
	);
	if (found.length === 0) return { kind: 'nobody' };
	const about = found.filter((record) => {
		const shown = emailsOf(record);
		return shown.length === 0 || shown.some((each) => isSameAddress(each, email));
	});
	return about.length > 0 ? { kind: 'users', users: about } : { kind: 'notTold' };
}

/** By the list of all users, for a contract that cannot look an address up. */
async function scannedHolders(
	client: AdminClient,
	organizationId: string,
	email: string,
): Promise<Holders> {
	const ids = await idsWithAddress(client, organizationId, email);
	if (ids === 'notTold') return { kind: 'notTold' };
	if (ids.length === 0) return { kind: 'nobody' };
	const found = await Promise.all(
		ids.map(async (id) => await userById(client, organizationId, id)),
	);
	return { kind: 'users', users: found };
}
