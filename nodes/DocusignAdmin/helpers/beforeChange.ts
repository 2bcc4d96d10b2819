import type { OperationId } from '../api/contract';
import { VERBS } from '../api/contract/verbs';
import { createFailure } from '../api/errors/catalogue';
import { isSameId } from '../api/ids';
import { emailOf, isClosedMembership, isClosedUser } from '../api/userRecord';
import type { JsonObject } from '../../shared/http';
import { objectsIn } from '../../shared/json';
import type { Item } from '../operation';
import { lookAtUser, type UserChange } from './scimManaged';

const CLOSING: readonly OperationId[] = ['closeMemberships', 'closeAllMemberships'];

export const CLOSED_WARNINGS = {
	user: 'This user is closed: Docusign may ignore the change.',
	membership: 'This membership is closed: Docusign may ignore the change.',
};

/**
 * What to warn of before a user is changed.
 *
 * @throws ApiFailure `DOCUSIGN_MANAGED_BY_SCIM`; `DOCUSIGN_ORGANIZATION_ADMINISTRATOR` for a close that
 * Docusign would refuse
 */
export async function warningsBefore(item: Item, change: UserChange): Promise<string[]> {
	const { record, warnings } = await lookAtUser(item, change);
	if (!record) return warnings;
	if (!CLOSING.includes(change.operation)) return [...warnings, ...closedWarnings(record, change)];
	if (record.is_organization_admin === true && mayBeOpen(record, change.accountIds)) {
		throw createFailure('DOCUSIGN_ORGANIZATION_ADMINISTRATOR', {
			operation: VERBS[change.operation],
			user: change.user.email ?? emailOf(record) ?? change.user.id,
		});
	}
	return warnings;
}

const membershipIn = (record: JsonObject, accountId: string) =>
	objectsIn(record.memberships).find(({ account_id: id }) => isSameId(id, accountId));

/** Closing who is closed is no failure, whoever it is. */
function mayBeOpen(record: JsonObject, accountIds: readonly string[] = []): boolean {
	if (isClosedUser(record)) return false;
	return !(
		accountIds.length > 0 &&
		accountIds.every((id) => {
			const membership = membershipIn(record, id);
			return membership !== undefined && isClosedMembership(membership);
		})
	);
}

/** An update leaves closed what is closed; an activation opens it. */
function closedWarnings(record: JsonObject, { operation, accountIds }: UserChange): string[] {
	if (operation === 'activateMembership') return [];
	if (isClosedUser(record)) return [CLOSED_WARNINGS.user];
	if (operation !== 'updateMembership') return [];
	const memberships = (accountIds ?? []).map((id) => membershipIn(record, id));
	return memberships.some((each) => each !== undefined && isClosedMembership(each))
		? [CLOSED_WARNINGS.membership]
		: [];
}
