import { isFailure } from '../errors/catalogue';
import type { JsonObject } from '../../../shared/http';
import type { AdminClient } from '../client';
import { directoryOf, forgetDirectories, type Directory } from './directory';
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
	forgetDirectories(client, organizationId);
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
	const about = found.filter((record) => isAbout(record, email));
	return about.length > 0 ? { kind: 'users', users: about } : { kind: 'notTold' };
}

/**
 * By the list of all users, for a contract that cannot look an address up. What it says is held against
 * the users' own records: where they show another address it is outdated, and read once more, as where an
 * earlier run has read it and it shows nobody.
 */
async function scannedHolders(
	client: AdminClient,
	organizationId: string,
	email: string,
): Promise<Holders> {
	const { value, isOld } = await directoryOf(client, organizationId);
	const first = await holdersIn(client, organizationId, value, email);
	if (!first.isOutdated && (first.kind === 'users' || !isOld)) return first;
	forgetDirectories(client, organizationId);
	const { value: anew } = await directoryOf(client, organizationId);
	return await holdersIn(client, organizationId, anew, email);
}

async function holdersIn(
	client: AdminClient,
	organizationId: string,
	directory: Directory,
	email: string,
): Promise<Holders & { isOutdated?: boolean }> {
	const ids = directory.holdersOf(email);
	if (ids === 'notTold') return { kind: 'notTold' };
	if (ids.length === 0) return { kind: 'nobody' };
	const read = await Promise.all(
		ids.map(async (id) => await recordOrNone(client, organizationId, id)),
	);
	const users = read.flatMap((record) => (record && isAbout(record, email) ? [record] : []));
	const isOutdated = users.length < ids.length;
	return users.length > 0 ? { kind: 'users', users, isOutdated } : { kind: 'notTold', isOutdated };
}

const recordOrNone = async (client: AdminClient, organizationId: string, id: string) =>
	await userById(client, organizationId, id).catch(async (error: unknown) =>
		isFailure(error, 'DOCUSIGN_USER_NOT_FOUND') ? undefined : await Promise.reject(error),
	);

/** Whether a record is not of somebody with another address. */
function isAbout(record: JsonObject, email: string): boolean {
	const shown = emailsOf(record);
	return shown.length === 0 || shown.some((each) => isSameAddress(each, email));
}
