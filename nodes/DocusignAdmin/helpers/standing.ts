import type { JsonObject } from '../../shared/http';
import { invalidInput } from '../../shared/errors/input';
import { createFailure } from '../api/errors/catalogue';
import { findUser } from '../api/users/findUser';
import { addressOf, isClosedMembership, isClosedUser } from '../api/users/userRecord';
import { factsOf } from '../api/users/users';
import type { UserFacts } from '../api/contract';
import type { Item } from '../operation';
import { organizationIdOf, userReference } from '../parameters';
import { indexState } from '../roster/state';
import { stateOf } from './roster/holders';

/** How a user stands with an account. */
export interface Standing {
	user: UserFacts & { id: string };
	/** As Docusign gives it. */
	record: JsonObject;
	/** In the words of `normalizedUser`; undefined where the user is certainly no member. */
	membership?: JsonObject;
	isClosed: boolean;
	/** As messages name the user. */
	whom: string;
}

/**
 * How the user whom an item means stands with an account: by the user's own record, and by the list of the
 * account where that does not show the membership, since a closed one mostly is not shown.
 *
 * @throws ApiFailure `DOCUSIGN_USER_NOT_FOUND`, `DOCUSIGN_EMAIL_AMBIGUOUS`, `DOCUSIGN_ADDRESS_NOT_TOLD`
 */
export async function standingOf(item: Item, accountId: string): Promise<Standing> {
	const organizationId = organizationIdOf(item);
	const reference = userReference(item);
	const record = await findUser(item.client, organizationId, reference);
	const shown = factsOf(record);
	const id = shown.id ?? (reference.by === 'id' ? reference.value : undefined);
	const email = addressOf(record) ?? (reference.by === 'email' ? reference.value : undefined);
	if (id === undefined) {
		throw invalidInput(
			`Docusign does not show the ID of the user ${reference.value}, which this needs`,
			'Give the user by ID.',
		);
	}
	const about = { accountIds: [accountId], asksGroups: false };
	const known = { ...record, id };
	const index = indexState(await stateOf(item.client, organizationId, [known], about));
	const found = index.membershipIn(index.userById(id) ?? known, accountId);
	const membership = typeof found === 'string' ? undefined : found;
	const isClosed =
		isClosedUser(record) || (membership !== undefined && isClosedMembership(membership));
	return { user: { ...shown, id, email }, record, membership, isClosed, whom: email ?? id };
}

/** @throws ApiFailure `DOCUSIGN_NOT_REOPENED` */
export function demandOpen({ isClosed, whom }: Standing, operation: string, account: string): void {
	if (isClosed) throw createFailure('DOCUSIGN_NOT_REOPENED', { operation, user: whom, account });
}
