import type { MembershipFacts, UserFacts } from '../contract';
import type { JsonObject } from '../../../shared/http';
import type { AdminClient } from '../client';
import { isSameId } from '../ids';
import { forgetDirectories, noteAddress } from './directory';
import type { KnownOfUser } from './profileByAddress';
import { readProfile } from './profiles';
import { addressKey, addressOf } from './userRecord';

const userKey = (organizationId: string, id: string) => `user:${organizationId}:${id}`;
/** What is remembered of an address is kept under this name. */
export const emailKey = (organizationId: string, email: string) =>
	`email:${organizationId}:${addressKey(email)}`;

/** What a user record of either contract tells of the user. */
export function factsOf(record: JsonObject): UserFacts {
	return {
		id: typeof record.id === 'string' ? record.id : undefined,
		site_id: typeof record.site_id === 'number' ? record.site_id : undefined,
		email: addressOf(record),
		memberships: Array.isArray(record.memberships)
			? (record.memberships as unknown as MembershipFacts[])
			: undefined,
	};
}

/** The profile of one user, asked for once a run. */
export async function userById(
	client: AdminClient,
	organizationId: string,
	id: string,
	known?: KnownOfUser,
): Promise<JsonObject> {
	return await client.cache.remember(
		userKey(organizationId, id),
		async () => await readProfile(client, organizationId, id, known),
	);
}

/** What the run has read of a user already, without asking; undefined where it has read nothing. */
export async function rememberedUser(
	{ cache }: AdminClient,
	organizationId: string,
	{ id, email }: UserFacts,
): Promise<JsonObject | undefined> {
	const byId = id && (await cache.peek<JsonObject>(userKey(organizationId, id)));
	if (byId) return byId;
	const holders = email && (await cache.peek<Held>(emailKey(organizationId, email)));
	if (!holders) return undefined;
	const { users = [] } = holders;
	return id === undefined && users.length === 1
		? users[0]
		: users.find((record) => isSameId(record.id, id));
}

/** As `whoHas` remembers them. */
interface Held {
	users?: JsonObject[];
}

/** Lets go of what the run remembers of a user, since a write has changed it. */
export function forgetUser(client: AdminClient, organizationId: string, user: UserFacts): void {
	if (user.id) client.cache.forget(userKey(organizationId, user.id));
	if (user.email) client.cache.forget(emailKey(organizationId, user.email));
}

/**
 * Takes note of a write that may have given a user an address: lists that were read before it are not
 * asked for again for that.
 *
 * @param outcome `id`: it was carried out, and who has the address now, where that is known; left out
 * where it is open what came of it
 */
export async function noteWrite(
	client: AdminClient,
	organizationId: string,
	email: string,
	outcome?: { id: unknown },
): Promise<void> {
	client.cache.forget(emailKey(organizationId, email));
	const id = outcome?.id;
	if (typeof id === 'string') await noteAddress(client, organizationId, id, email);
	else forgetDirectories(client, organizationId);
}
