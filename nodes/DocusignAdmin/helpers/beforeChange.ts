import type { OperationId } from '../api/contract';
import { VERBS } from '../api/contract/verbs';
import { createFailure } from '../api/errors/catalogue';
import { isSameId } from '../api/ids';
import { addressOf, emailOf, isClosedMembership, isClosedUser } from '../api/users/userRecord';
import type { JsonObject } from '../../shared/http';
import { objectsIn } from '../../shared/json';
import type { Item } from '../operation';
import type { AdminClient } from '../api/client';
import { normalizedUser } from '../record/user';
import { HINDRANCES, hindranceOf } from '../roster/guards';
import { unclaimedWarning } from './claimedDomains';
import { ownUserOf } from './roster/rosterOperation';
import { lookAtUser, type UserChange } from './scimManaged';

const CLOSING: readonly OperationId[] = ['closeMemberships', 'closeAllMemberships'];

export const CLOSED_WARNINGS = {
	user: 'This user is closed: Docusign may ignore the change.',
	membership: 'This membership is closed: Docusign may ignore the change.',
};

/**
 * What to warn of before a user is changed.
 *
 * @throws ApiFailure for what Docusign would refuse for certain: `DOCUSIGN_MANAGED_BY_SCIM`,
 * `DOCUSIGN_ORGANIZATION_ADMINISTRATOR`, `DOCUSIGN_OWN_MEMBERSHIP`, `DOCUSIGN_CHANGE_HELD_BACK`
 */
export async function warningsBefore(item: Item, change: UserChange): Promise<string[]> {
	const { record, warnings } = await lookAtUser(item, change);
	if (!record) return warnings;
	const isClosing = CLOSING.includes(change.operation);
	if (isClosing && !mayBeOpen(record, change.accountIds)) return warnings;
	const ownUserId = isClosing ? await ownUserIn(item.client) : undefined;
	refuseHindered(record, change, isClosing, ownUserId);
	const told = isClosing ? [] : closedWarnings(record, change);
	const administers =
		isClosing || change.moves ? administratorWarnings(record, change.accountIds) : [];
	const unclaimed =
		change.operation === 'activateMembership'
			? await unclaimedWarning(item, addressOf(record), 'refuses to activate the membership')
			: [];
	return [...warnings, ...told, ...administers, ...unclaimed];
}

/**
 * Who else administers an account, only its members' records tell, one by one: Docusign itself keeps the last
 * administrator, so that it is said and not asked for.
 *
 * @param accountIds those in which the user is closed, or gets another permission profile
 */
export const administratorWarnings = (
	record: JsonObject,
	accountIds: readonly string[] = [],
): string[] =>
	accountIds
		.filter((id) => {
			const membership = membershipIn(record, id);
			return membership?.is_admin === true && !isClosedMembership(membership);
		})
		.map(
			(id) =>
				`This user administers the account ${id}: Docusign refuses the change where no other administrator stays.`,
		);

/** Asked for once in a while of an execution; nothing that is not known is in the way. */
const ownUserIn = async (client: AdminClient): Promise<string | undefined> =>
	(await client.kept.remember('ownUser', async () => await ownUserOf(client))).value;

/** By the same rule as a roster, which knows more of the others. */
function refuseHindered(
	record: JsonObject,
	{ operation, user: { email, id }, accountIds = [] }: UserChange,
	isClosing: boolean,
	ownUserId: string | undefined,
): void {
	const user = normalizedUser(record);
	const facts = { ownUserId, changesScimManaged: true };
	const action = isClosing ? 'close' : 'update';
	const memberships = accountIds.map((accountId) => membershipIn(user, accountId));
	const hindrances = [undefined, ...memberships]
		.filter((membership) => !isClosing || !membership || !isClosedMembership(membership))
		.map((membership) => hindranceOf({ action, user, membership }, facts));
	const found = hindrances.find((each) => each !== undefined);
	if (found === undefined) return;
	const whom = email ?? emailOf(record) ?? id;
	const verb = VERBS[operation];
	if (found === 'ownUser') {
		throw createFailure('DOCUSIGN_OWN_MEMBERSHIP', { operation: verb, user: whom });
	}
	if (found === 'organizationAdministrator') {
		throw createFailure('DOCUSIGN_ORGANIZATION_ADMINISTRATOR', { operation: verb, user: whom });
	}
	const said = HINDRANCES[found];
	throw createFailure('DOCUSIGN_CHANGE_HELD_BACK', { operation: `${verb} of`, user: whom, said });
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
