import { createFailure, isFailure } from './errors/catalogue';
import { addressNotTold, emailAmbiguous } from './errors/failures';
import { invalidInput } from '../../shared/errors/input';
import type { MembershipFacts, UserFact, UserFacts } from './contract';
import type { JsonObject } from '../../shared/http';
import type { AdminClient } from './client';
import { forgetDirectory, idsWithAddress } from './directory';
import { profilesWithAddress, readProfile, type KnownOfUser } from './profiles';
import { addressKey, emailOf, emailsOf, isClosedUser, isSameAddress } from './userRecord';

export { emailOf, isClosedMembership, isClosedUser, usersRequest } from './userRecord';

/** How a user is meant: by id (also when picked from a list) or by e-mail address. */
export interface UserReference {
	by: 'id' | 'email';
	value: string;
	/** An account that the user is looked for in, where more than the id has to be found out. */
	accountId?: string;
}

const FACT_NAMES: Record<UserFact, string> = {
	id: 'ID',
	site_id: 'site',
	email: 'e-mail address',
	memberships: 'memberships',
};

const userKey = (organizationId: string, id: string) => `user:${organizationId}:${id}`;
const emailKey = (organizationId: string, email: string) =>
	`email:${organizationId}:${addressKey(email)}`;

/** What a user record of either contract tells of the user. */
export function factsOf(record: JsonObject): UserFacts {
	return {
		id: typeof record.id === 'string' ? record.id : undefined,
		site_id: typeof record.site_id === 'number' ? record.site_id : undefined,
		email: emailOf(record),
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

/** Lets go of what the run remembers of a user, since a write has changed it. */
export function forgetUser(client: AdminClient, organizationId: string, user: UserFacts): void {
	if (user.id) client.cache.forget(userKey(organizationId, user.id));
	if (user.email) client.cache.forget(emailKey(organizationId, user.email));
}

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

/**
 * The one user that a reference means. Of several with one address, the only one that is not closed.
 *
 * @throws ApiFailure `DOCUSIGN_USER_NOT_FOUND`, `DOCUSIGN_EMAIL_AMBIGUOUS`, `DOCUSIGN_ADDRESS_NOT_TOLD`
 */
export async function findUser(
	client: AdminClient,
	organizationId: string,
	reference: UserReference,
): Promise<JsonObject> {
	if (reference.by === 'id') {
		return await userById(client, organizationId, reference.value, reference);
	}
	const holders = await whoHas(client, organizationId, reference.value);
	if (holders.kind === 'notTold') throw addressNotTold(reference.value);
	if (holders.kind === 'nobody') {
		throw createFailure('DOCUSIGN_USER_NOT_FOUND', {
			operation: 'find the user',
			user: reference.value,
		});
	}
	const open = holders.users.filter((record) => !isClosedUser(record));
	const candidates = open.length > 0 ? open : holders.users;
	if (candidates.length === 1) return candidates[0];
	const ids = candidates.map(({ id }) => id);
	throw emailAmbiguous(reference.value, ids);
}

/**
 * What a write needs to know of a user, with a look-up only where the reference does not say it
 * already.
 *
 * @throws ApiFailure also when the user's record does not show it: a request without would mean
 * something else
 */
export async function identify(
	client: AdminClient,
	organizationId: string,
	reference: UserReference,
	needs: readonly UserFact[] = [],
): Promise<UserFacts> {
	const known: UserFacts =
		reference.by === 'id' ? { id: reference.value } : { email: reference.value };
	if (needs.every((need) => known[need] !== undefined)) return known;
	const record = await findUser(client, organizationId, reference);
	const shown = factsOf(record);
	const facts = { ...shown, id: shown.id ?? known.id, email: shown.email ?? known.email };
	const missing = needs.find((need) => facts[need] === undefined);
	if (missing !== undefined) {
		throw invalidInput(
			`Docusign does not show the ${FACT_NAMES[missing]} of the user ${reference.value}, which this needs`,
			'Check the record in Docusign. Where only the e-mail address is missing, give the user by that.',
		);
	}
	return facts;
}
