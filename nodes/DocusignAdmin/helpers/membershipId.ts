import type { JsonObject } from '../../shared/http';
import { invalidInput } from '../../shared/errors/input';
import type { AdminClient } from '../api/client';
import type { UserFacts } from '../api/contract';
import { createFailure } from '../api/errors/catalogue';
import { canonicalId, isSameId } from '../api/ids';
import { usersRequest } from '../api/users/userRecord';

/**
 * The id of a user's membership in an account. Profiles show open memberships only, or without ids, and so
 * do lists by e-mail address: what they do not show is looked for in the list of the account by itself.
 *
 * @throws ApiFailure `DOCUSIGN_MEMBERSHIP_NOT_FOUND` where that list does not show the user either
 */
export async function membershipIdIn(
	client: AdminClient,
	organizationId: string,
	accountId: string,
	user: UserFacts,
): Promise<string> {
	const shown = user.memberships?.find(({ account_id: id }) => isSameId(id, accountId));
	const id = shown?.id ?? (await byAddress(client, organizationId, accountId, user));
	if (id) return id;
	const listed = (await membersOf(client, organizationId, accountId)).get(keyOf(user.id));
	if (typeof listed === 'string') return listed;
	const whom = user.email ?? user.id;
	if (listed === null || shown) {
		throw invalidInput(
			`Docusign does not show the ID of the membership of ${whom} in the account ${accountId}`,
			'Activate it in Docusign Admin.',
		);
	}
	throw createFailure('DOCUSIGN_MEMBERSHIP_NOT_FOUND', {
		operation: 'activate the membership',
		user: whom,
		account: accountId,
	});
}

const keyOf = (id: string | undefined) => canonicalId(String(id));

const idIn = ({ membership_id: id }: JsonObject) => (typeof id === 'string' && id ? id : undefined);

/** One request, which shows the id of an open membership mostly. */
async function byAddress(
	client: AdminClient,
	organizationId: string,
	accountId: string,
	{ id, email }: UserFacts,
): Promise<string | undefined> {
	if (email === undefined) return undefined;
	const request = usersRequest(organizationId, { account_id: accountId, email });
	const users = await client.read('getUsers', request, { organizationId, accountId });
	const listed = users.find((user) => isSameId(user.id, id));
	return listed && idIn(listed);
}

/** Membership ids by user id, also closed ones, read once a run; null where the list shows none. */
const membersOf = async (
	client: AdminClient,
	organizationId: string,
	accountId: string,
): Promise<Map<string, string | null>> =>
	await client.cache.remember(`memberships:${organizationId}:${accountId}`, async () => {
		const members = new Map<string, string | null>();
		const request = usersRequest(organizationId, { account_id: accountId });
		const pages = client.lists.pages('getUsers', request, { organizationId, accountId });
		for await (const page of pages) {
			for (const record of page) members.set(keyOf(String(record.id)), idIn(record) ?? null);
		}
		return members;
	});
