import { isSameId } from '../../api/ids';
import { readProfile } from '../../api/users/profiles';
import { isClosedMembership, isClosedUser, usersRequest } from '../../api/users/userRecord';
import { factsOf } from '../../api/users/users';
import type { Close } from './closeJudgement';

/**
 * Whether the user is closed now, by account; for a close in all accounts of which none is named, one entry.
 *
 * @throws Error where that cannot be told
 */
export async function closedNow(close: Close): Promise<Map<string, boolean>> {
	const { client, organizationId, user, accountIds } = close;
	if (user.id === undefined) throw new Error('The user is known by address only');
	const known = { email: user.email, accountId: accountIds?.[0] };
	const record = await readProfile(client, organizationId, user.id, known);
	const isWhole = isClosedUser(record);
	const ids = accountIds ?? [user.id];
	if (isWhole || accountIds === undefined) return new Map(ids.map((id) => [id, isWhole]));
	const { memberships = [] } = factsOf(record);
	const states = new Map<string, boolean>();
	for (const id of ids) {
		const shown = memberships.find(({ account_id: account }) => isSameId(account, id));
		states.set(id, shown ? isClosedMembership(shown) : await isClosedIn(close, id));
	}
	return states;
}

/** By the list of the account alone, which shows closed members too. */
async function isClosedIn(close: Close, accountId: string): Promise<boolean> {
	const { client, organizationId, user } = close;
	const request = usersRequest(organizationId, { account_id: accountId });
	for await (const page of client.lists.pages('getUsers', request, { organizationId, accountId })) {
		const member = page.find(({ id }) => isSameId(id, user.id));
		if (member) return isClosedMembership({ status: member.membership_status });
	}
	throw new Error('The user is not in the list of the account');
}
