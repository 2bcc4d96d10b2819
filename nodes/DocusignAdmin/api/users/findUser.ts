import { addressNotTold, emailAmbiguous, userNotFound } from '../errors/failures';
import { invalidInput } from '../../../shared/errors/input';
import type { UserFact, UserFacts } from '../contract';
import type { JsonObject } from '../../../shared/http';
import type { AdminClient } from '../client';
import { isClosedUser } from './userRecord';
import { factsOf, userById } from './users';
import { whoHas } from './whoHas';

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
	if (holders.kind === 'nobody') throw userNotFound(reference.value);
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
