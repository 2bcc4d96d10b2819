import { createFailure } from '../../api/errors/catalogue';
import { isSameId } from '../../api/ids';
import { isClosedUser } from '../../api/users/userRecord';
import { whoHasNow } from '../../api/users/whoHas';
import { VERBS } from '../../api/contract/verbs';
import type { JsonObject } from '../../../shared/http';
import { objectsIn } from '../../../shared/json';
import { organizationIdOf } from '../../parameters';
import type { Item } from '../../operation';
import { fitsText, isSince, madeSoFar } from './made';

/** What a create asked for, and when. */
export interface Created {
	email: string;
	/** The published body of the request. */
	user: JsonObject;
	/** When it was first sent, in epoch ms. */
	since: number;
}

/** What is kept of an address under a key of the run. */
export const newcomerKey = (organizationId: string, email: string) =>
	`${organizationId}:${email.toLowerCase()}`;

const madeWith = async (item: Item, email: string) =>
	await madeSoFar(item, newcomerKey(organizationIdOf(item), email));

/** Keeps in mind who was made, so that no later create takes the user for its own. */
export async function rememberMade(item: Item, email: string, { id }: JsonObject): Promise<void> {
	if (typeof id === 'string') (await madeWith(item, email)).add(id);
}

/**
 * Looks for the user that a create without an answer may have made. Sending the create again would
 * invite the person twice; to take somebody else with the address for the new user would hand later
 * steps the wrong one. So it has to bear the names that were sent and be no older than the request.
 *
 * @returns undefined where nobody has the address who could be the new user
 * @throws ApiFailure where there is somebody, and it cannot be told whether that is the new user
 */
export async function createdUser(item: Item, asked: Created): Promise<JsonObject | undefined> {
	const holders = await whoHasNow(item.client, organizationIdOf(item), asked.email);
	if (holders.kind === 'notTold') throw unclear(asked, []);
	if (holders.kind === 'nobody') return undefined;
	const made = await madeWith(item, asked.email);
	const others = holders.users.filter(({ id }) => !made.has(String(id)));
	const likely = others.filter((user) => isLikely(user, asked));
	const certain = likely.filter(({ created_on: at }) => isSince(at, asked.since));
	if (certain.length === 1) return certain[0];
	const doubtful = certain.length > 0 ? certain : likely;
	if (doubtful.length > 0) throw unclear(asked, doubtful);
	return undefined;
}

/** Open, of the names that were sent, and a member of the accounts. */
const isLikely = (user: JsonObject, { user: sent }: Created): boolean =>
	!isClosedUser(user) && hasNames(user, sent) && isMember(user, objectsIn(sent.accounts));

const hasNames = (user: JsonObject, sent: JsonObject): boolean =>
	['first_name', 'last_name', 'user_name'].every((name) => fitsText(sent[name], user[name]));

/** Whether the user belongs to the accounts; a contract that does not show them is taken at its word. */
function isMember(user: JsonObject, accounts: JsonObject[]): boolean {
	if (!Array.isArray(user.memberships)) return true;
	const memberships = objectsIn(user.memberships);
	return accounts.every(({ id }) =>
		memberships.some((membership) => isSameId(membership.account_id, id)),
	);
}

function unclear({ email }: Created, users: JsonObject[]) {
	const ids = users.map(({ id }) => String(id)).join(', ');
	return createFailure('DOCUSIGN_ITEMS_FAILED', {
		operation: VERBS.createUser,
		said: ids
			? `${email} belongs to ${ids}, and it cannot be told whether that is the new user`
			: `it cannot be told who has the address ${email}`,
	});
}
