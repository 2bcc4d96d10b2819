import type { OperationId, UserFacts } from '../api/contract';
import { managedByScim } from '../api/errors/failures';
import { invalidInput } from '../../shared/errors/input';
import type { JsonObject } from '../../shared/http';
import { isSameId } from '../api/ids';
import { emailOf, userById, usersByEmail, type UserReference } from '../api/users';
import { organizationIdOf, userReference } from '../parameters';
import type { ItemRun } from '../operation';
import { SCIM_POLICIES, scimVerdict, type ScimPolicy } from './scimManaged';
import { isOpenUser } from './userStatus';

/** A change that is planned. */
interface Change {
	operation: OperationId;
	user: UserFacts;
	/** The accounts whose memberships are changed; all of the user's where left out. */
	accountIds?: readonly string[];
}

function policyOf(run: ItemRun): ScimPolicy {
	const value = run.parameter('options.scimManaged') ?? 'warn';
	const policy = SCIM_POLICIES.find((each) => each === value);
	if (policy) return policy;
	throw invalidInput(
		`'Users Managed by SCIM' has no option "${String(value)}"`,
		`The options are: ${SCIM_POLICIES.join(', ')}.`,
	);
}

/** The user's record, in the way in which the run knows it already where it was looked up before. */
async function recordOf(
	{ client }: ItemRun,
	organizationId: string,
	reference: UserReference,
	user: UserFacts,
): Promise<JsonObject | undefined> {
	if (reference.by === 'id') return await userById(client, organizationId, reference.value);
	const found = await usersByEmail(client, organizationId, reference.value);
	return found.find(({ id }) => isSameId(id, user.id)) ?? found.find(isOpenUser) ?? found[0];
}

/**
 * The warnings about a change of what SCIM manages.
 *
 * @throws ApiFailure `DOCUSIGN_MANAGED_BY_SCIM` where the item wants such changes refused
 */
export async function scimWarnings(
	run: ItemRun,
	{ operation, user, accountIds }: Change,
): Promise<string[]> {
	const policy = policyOf(run);
	if (policy === 'ignore') return [];
	const record = await recordOf(run, organizationIdOf(run), userReference(run), user);
	if (!record) return [];
	const { refuse, warnings } = scimVerdict(policy, record, accountIds);
	if (refuse) throw managedByScim(operation, user.email ?? emailOf(record) ?? user.id);
	return warnings;
}
