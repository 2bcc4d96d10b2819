import { readList } from '../../../shared/n8n/fields/readers';
import { accountIdsOf, accountsOf, groupsOf, permissionProfilesOf } from '../../api/accounts';
import type { AdminClient } from '../../api/client';
import { canonicalId } from '../../api/ids';
import { invalidInput } from '../../../shared/errors/input';
import type { JsonObject, JsonValue } from '../../../shared/http';
import { findNamed } from '../../names/match';
import type { RosterRow } from '../../roster/people';
import { accountOf } from '../../roster/resolve';
import type { Named, RosterLists } from '../../roster/types';

/** The accounts that a roster speaks for. */
export interface Scope {
	organizationId: string;
	accounts: Named[];
	/** Whether they are all accounts of the organization. */
	isWhole: boolean;
}

const named = ({ id, name }: JsonObject): Named => ({
	id: canonicalId(String(id)),
	...(typeof name === 'string' && { name }),
});

/**
 * The accounts in scope, chosen by name or id; without a choice, all of the organization.
 *
 * @throws ApiFailure `DOCUSIGN_USER_TOKEN_REQUIRED` where the token may not list them and none is chosen
 */
export async function scopeOf(
	client: AdminClient,
	organizationId: string,
	chosen: JsonValue,
): Promise<Scope> {
	const wanted = readList(chosen, 'Account Names or IDs');
	const { isApplication } = client.credential;
	if (wanted.length > 0 && isApplication && client.contract.rows.getAccounts.userTokenOnly) {
		const accounts = [...new Set(wanted.map(canonicalId))].map((id) => ({ id }));
		return { organizationId, accounts, isWhole: false };
	}
	await accountIdsOf(client, organizationId, "Choose the accounts in 'Account Names or IDs'");
	const all = (await accountsOf(client, organizationId)).map(named);
	if (wanted.length === 0) return { organizationId, accounts: all, isWhole: true };
	const found = wanted.map((text) =>
		findNamed(all, text, { kind: 'account', orId: true, where: "'Account Names or IDs'" }),
	);
	const accounts = [...new Map(found.map((each) => [each.id, each])).values()];
	return { organizationId, accounts, isWhole: accounts.length === all.length };
}

/** A group or profile in Docusign's own words, with its type where it has one. */
const listedAs = ({ id, name, type }: JsonObject): Named => ({
	id: typeof id === 'number' ? id : String(id),
	...(typeof name === 'string' && { name }),
	...(typeof type === 'string' && { type }),
});

/**
 * What the rows of a roster name, as far as they name anything: profiles and groups are asked for only in
 * accounts where somebody gets one.
 */
export async function listsFor(
	client: AdminClient,
	{ organizationId, accounts }: Scope,
	rows: readonly RosterRow[],
): Promise<RosterLists> {
	const permissionProfiles = new Map<string, Named[]>();
	const groups = new Map<string, Named[]>();
	for (const row of rows) {
		const accountId = String(accountOf(row, accounts).id);
		if (row.permissionProfile !== undefined && !permissionProfiles.has(accountId)) {
			const list = await permissionProfilesOf(client, organizationId, accountId);
			permissionProfiles.set(accountId, list.map(listedAs));
		}
		if (row.groups !== undefined)
			await addGroups(client, { organizationId, accountId }, row, groups);
	}
	return { accounts, permissionProfiles, groups };
}

/** Where a contract does not list groups, they are taken by their ids alone. */
async function addGroups(
	client: AdminClient,
	{ organizationId, accountId }: { organizationId: string; accountId: string },
	{ groups: wanted = [], item }: RosterRow,
	groups: Map<string, Named[]>,
): Promise<void> {
	if (client.contract.rows.getGroups.lacks === undefined) {
		if (groups.has(accountId)) return;
		groups.set(accountId, (await groupsOf(client, organizationId, accountId)).map(listedAs));
		return;
	}
	const name = wanted.find((text) => !/^\d+$/.test(text));
	if (name !== undefined) {
		throw invalidInput(
			`Item ${item}: group "${name}" is no ID, and ${client.contract.title} has no list of groups`,
			'Give groups by their IDs.',
		);
	}
	const known = groups.get(accountId) ?? [];
	const more = wanted.filter((id) => !known.some((each) => String(each.id) === id));
	groups.set(accountId, [...known, ...more.map((id) => ({ id }))]);
}

/** The ids of the groups that everybody is in, where the lists tell. */
export const everyoneIn = (groups: Iterable<readonly Named[]>): Array<string | number> =>
	[...groups]
		.flat()
		.filter(({ type }) => type?.toLowerCase().startsWith('everyone'))
		.map(({ id }) => id);
