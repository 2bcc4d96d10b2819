import { createFailure } from './errors/catalogue';
import { emailAmbiguous } from './errors/failures';
import { invalidInput } from '../../shared/errors/input';
import type { MembershipFacts, UserFact, UserFacts } from './contract';
import type { JsonObject, JsonValue } from '../../shared/http';
import type { AdminClient } from './client';
import { forgetDirectory, idsWithAddress } from './directory';
import { profilesWithAddress, readProfile, type KnownOfUser } from './profiles';
import { emailOf } from './userRecord';

export { emailOf, usersRequest } from './userRecord';

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
	`email:${organizationId}:${email.trim().toLowerCase()}`;

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

/** All users with an address as they are now, whatever the run remembers. */
export async function usersByEmailNow(
	client: AdminClient,
	organizationId: string,
	email: string,
): Promise<JsonObject[]> {
	client.cache.forget(emailKey(organizationId, email));
	forgetDirectory(client, organizationId);
	return await usersByEmail(client, organizationId, email);
}

/** All users with an address; several may share one. Asked for once a run, as is a scan. */
export async function usersByEmail(
	client: AdminClient,
	organizationId: string,
	email: string,
): Promise<JsonObject[]> {
	return await client.cache.remember(emailKey(organizationId, email), async () => {
		if (!client.contract.rows.getUserProfiles.lacks) {
			return await profilesWithAddress(client, organizationId, email);
		}
		const ids = await idsWithAddress(client, organizationId, email);
		return await Promise.all(ids.map(async (id) => await userById(client, organizationId, id)));
	});
}

/**
 * The one user that a reference means. Of several with one address, the only one that is not closed.
 *
 * @throws ApiFailure `DOCUSIGN_USER_NOT_FOUND`, `DOCUSIGN_EMAIL_AMBIGUOUS`
 */
export async function findUser(
	client: AdminClient,
	organizationId: string,
	reference: UserReference,
): Promise<JsonObject> {
	if (reference.by === 'id') {
		return await userById(client, organizationId, reference.value, reference);
	}
	const found = await usersByEmail(client, organizationId, reference.value);
	const open = found.filter((record) => !isClosedUser(record));
	const candidates = open.length > 0 ? open : found;
	if (candidates.length === 0)
		throw createFailure('DOCUSIGN_USER_NOT_FOUND', {
			operation: 'find the user',
			user: reference.value,
		});
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
