import type { JsonObject } from '../../../shared/http';
import type { AdminClient } from '../../api/client';
import { whoHas } from '../../api/users/whoHas';
import type { RosterState } from '../../roster/types';
import { AccountReader } from './accountReader';
import { recordFoundBy, stateRecord } from './stateRecord';

/** The reader that the items of a run share. */
export const readerOf = async (
	client: AdminClient,
	organizationId: string,
): Promise<AccountReader> =>
	await client.cache.remember(
		`accountReader:${organizationId}`,
		async () => await Promise.resolve(new AccountReader(client, organizationId)),
	);

/**
 * All that is known of those who have an address, as a roster's state.
 *
 * @param accountIds the accounts that matter; a list is read only where the users' own records say nothing
 * @param asksGroups whether groups are compared, so that the one that everybody is in has to be told apart
 */
export async function holdersState(
	client: AdminClient,
	organizationId: string,
	email: string,
	{ accountIds, asksGroups }: { accountIds: readonly string[]; asksGroups: boolean },
): Promise<{ state: RosterState; raw: JsonObject[] }> {
	const holders = await whoHas(client, organizationId, email);
	const raw = holders.kind === 'users' ? holders.users : [];
	const addressesRead = holders.kind === 'notTold' ? [] : [email];
	return {
		raw,
		state: await stateOf(client, organizationId, raw, {
			accountIds,
			asksGroups,
			addressesRead,
			normalized: recordFoundBy(email),
		}),
	};
}

/** The same of users who are known by their records. */
export async function stateOf(
	client: AdminClient,
	organizationId: string,
	raw: readonly JsonObject[],
	{
		accountIds,
		asksGroups,
		addressesRead = [],
		normalized = stateRecord,
	}: {
		accountIds: readonly string[];
		asksGroups: boolean;
		addressesRead?: string[];
		normalized?: (record: JsonObject) => JsonObject;
	},
): Promise<RosterState> {
	const reader = await readerOf(client, organizationId);
	const users = raw.map((record) => ({ ...normalized(record), ...statusIn(record) }));
	const listed: JsonObject[] = [];
	const everyoneGroups: Array<string | number> = [];
	for (const accountId of users.length > 0 ? accountIds : []) {
		listed.push(...(await reader.membersAmong(users, accountId)));
		if (asksGroups) everyoneGroups.push(...(await reader.everyoneGroups(accountId)));
	}
	const accountsRead = users.length > 0 ? accountIds : [];
	return {
		users: [...listed, ...users],
		accountsRead,
		isWhole: false,
		addressesRead,
		everyoneGroups,
	};
}

/** A status that the form of records leaves out is one that is shown all the same. */
const statusIn = ({ federated_status: status }: JsonObject): JsonObject =>
	typeof status === 'string' ? { federated_status: status } : {};
