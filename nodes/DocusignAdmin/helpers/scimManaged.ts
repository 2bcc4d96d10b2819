import { objectsIn } from '../../shared/json';
import { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject } from '../../shared/http';
import { isSameId } from '../api/ids';
import type { OperationId, UserFacts } from '../api/contract';
import { VERBS } from '../api/contract/verbs';
import { createFailure } from '../api/errors/catalogue';
import { addressNotTold } from '../api/errors/failures';
import { readOption } from '../../shared/n8n/fields/readers';
import type { UserReference } from '../api/users/findUser';
import { emailOf, isClosedUser } from '../api/users/userRecord';
import { userById } from '../api/users/users';
import { whoHas } from '../api/users/whoHas';
import { organizationIdOf, userReference } from '../parameters';
import type { Item } from '../operation';

/** What to do before a user is changed whom SCIM manages. */
const SCIM_POLICIES = ['warn', 'refuse', 'ignore'] as const;
type ScimPolicy = (typeof SCIM_POLICIES)[number];

/** What SCIM manages of what is about to be changed. */
type Managed = 'user' | 'membership';

const UNDONE = 'the identity provider may undo this change. Make it there too.';

export const SCIM_WARNINGS: Record<Managed, string> = {
	user: `This user is managed by SCIM: ${UNDONE}`,
	membership: `A membership that is changed here is managed by SCIM: ${UNDONE}`,
};

/** A warning that there might be one. */
export const notLookedUp = (why: string) =>
	`It could not be looked up whether SCIM manages this user: ${why}`;

const flagged = (record: JsonObject) =>
	record.is_managed_by_scim === true || record.is_membership_managed_by_scim === true;

/**
 * What a record of either contract says that SCIM manages; a record without the flags says nothing.
 *
 * @param accountIds the accounts whose memberships are changed; all of them where left out
 */
export function partManagedByScim(
	record: JsonObject,
	accountIds?: readonly string[],
): Managed | undefined {
	if (record.is_managed_by_scim === true) return 'user';
	const concerns = ({ account_id: account }: JsonObject) =>
		accountIds === undefined ||
		account === undefined ||
		accountIds.some((id) => isSameId(id, account));
	const memberships = objectsIn(record.memberships);
	return [record, ...memberships].some((each) => flagged(each) && concerns(each))
		? 'membership'
		: undefined;
}

/** What follows: a warning, a refusal, or nothing. */
export function scimVerdict(
	policy: ScimPolicy,
	record: JsonObject,
	accountIds?: readonly string[],
): { refuse: boolean; warnings: string[] } {
	const managed = policy === 'ignore' ? undefined : partManagedByScim(record, accountIds);
	if (managed === undefined) return { refuse: false, warnings: [] };
	return policy === 'refuse'
		? { refuse: true, warnings: [] }
		: { refuse: false, warnings: [SCIM_WARNINGS[managed]] };
}

/** The user's record, in the way in which the run knows it already where it was looked up before. */
async function recordOf(
	{ client }: Item,
	organizationId: string,
	reference: UserReference,
	user: UserFacts,
): Promise<JsonObject | undefined> {
	if (reference.by === 'id') return await userById(client, organizationId, reference.value);
	const holders = await whoHas(client, organizationId, reference.value);
	const found = holders.kind === 'users' ? holders.users : [];
	return (
		found.find(({ id }) => isSameId(id, user.id)) ??
		found.find((record) => !isClosedUser(record)) ??
		found[0]
	);
}

/** What the item wants done with users whom SCIM manages. */
export const scimPolicyOf = (item: Item): ScimPolicy =>
	readOption(item.parameter('options.scimManaged'), 'Users Managed by SCIM', SCIM_POLICIES) ??
	'warn';

/** A change of a user or of memberships, before it is sent. */
export interface UserChange {
	operation: OperationId;
	user: UserFacts;
	/** The accounts whose memberships are changed; all of the user's where left out. */
	accountIds?: readonly string[];
	/** Whether the user gets another permission profile there. */
	moves?: boolean;
}

/** What is known of the user, and what to warn of. */
interface Look {
	record?: JsonObject;
	warnings: string[];
}

/** Whether the record has been read for the change anyway. */
const isRead = ({ by }: UserReference, { site_id: site, memberships }: UserFacts) =>
	by === 'email' || site !== undefined || memberships !== undefined;

/**
 * Looks at the user before a change, as far as the item wants that.
 *
 * @throws ApiFailure `DOCUSIGN_MANAGED_BY_SCIM` where the item wants changes of what SCIM manages refused
 */
export async function lookAtUser(item: Item, change: UserChange): Promise<Look> {
	const policy = scimPolicyOf(item);
	const reference = userReference(item);
	const { operation, user, accountIds } = change;
	if (policy === 'ignore' && !isRead(reference, user)) return { warnings: [] };
	const looked = await recordOf(item, organizationIdOf(item), reference, user)
		.then((found) => ({ found, why: 'Docusign does not show the user' }))
		.catch(async (error: unknown) => {
			// To warn is all that was asked for: what cannot be looked up must not keep a leaver in.
			return error instanceof ApiFailure && policy !== 'refuse'
				? { found: undefined, why: error.message }
				: await Promise.reject(error);
		});
	const record = looked.found;
	if (!record) {
		if (policy === 'refuse') throw addressNotTold(user.email ?? String(user.id));
		return { warnings: policy === 'warn' ? [notLookedUp(looked.why)] : [] };
	}
	const whom = user.email ?? emailOf(record) ?? user.id;
	return { record, warnings: scimWarnings(policy, record, { operation, whom, accountIds }) };
}

/**
 * What to warn of before a user is changed whose record is known.
 *
 * @throws ApiFailure `DOCUSIGN_MANAGED_BY_SCIM` where the policy is to refuse
 */
export function scimWarnings(
	policy: ScimPolicy,
	record: JsonObject,
	about: { operation: OperationId; whom: string | undefined; accountIds?: readonly string[] },
): string[] {
	const { refuse, warnings } = scimVerdict(policy, record, about.accountIds);
	if (!refuse) return warnings;
	throw createFailure('DOCUSIGN_MANAGED_BY_SCIM', {
		operation: VERBS[about.operation],
		user: about.whom,
	});
}
