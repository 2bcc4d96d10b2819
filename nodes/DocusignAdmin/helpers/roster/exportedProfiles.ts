import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { JsonObject } from '../../../shared/http';
import { objectsIn } from '../../../shared/json';
import type { AdminClient } from '../../api/client';
import { canonicalId, isSameId } from '../../api/ids';
import type { StateIndex } from '../../roster/state';
import { exportReader, recordSink, type RowSink } from '../../userExport/readExport';
import { exportedFiles } from '../../userExport/runExport';

/**
 * From so many users on whose own records would have to be read one by one, Docusign is asked for an export:
 * a few requests and some minutes, however many there are.
 */
export const MANY_RECORDS = 200;
/** How long the export may take before the records are read after all, in ms. */
const MOST_WAIT_MS = 600_000;

const NEEDED = ['email', 'account_id', 'permission_profile'];

/** What is needed of each row: of everybody, the whole would be much. */
function neededSink(): RowSink<JsonObject[]> {
	const { row, end } = recordSink();
	return {
		row: ({ email, account_id, permission_profile }) =>
			row({ email, account_id, permission_profile }),
		end,
	};
}

/** Whom a row is about, among those whom the lists show as members of its account; undefined where that is unclear. */
function memberOf(row: JsonObject, index: StateIndex): JsonObject | undefined {
	const holders = index.holdersOf(String(row.email));
	if (holders === 'unknown') return undefined;
	const members = holders.filter((user) =>
		objectsIn(user.memberships).some(({ account_id: id }) => isSameId(id, row.account_id)),
	);
	return members.length === 1 ? members[0] : undefined;
}

/** The rows as records that tell the permission profile of a membership, and nothing else. */
export function profilesIn(rows: readonly JsonObject[], index: StateIndex): JsonObject[] {
	const found = new Map<string, JsonObject | 'several'>();
	for (const row of rows) {
		const { account_id, permission_profile } = row;
		const user = memberOf(row, index);
		if (user === undefined || permission_profile === undefined) continue;
		const key = `${canonicalId(String(user.id))} ${canonicalId(String(account_id))}`;
		const record = { id: user.id, memberships: [{ account_id, permission_profile }] };
		found.set(key, found.has(key) ? 'several' : record);
	}
	return [...found.values()].filter((each) => each !== 'several');
}

/**
 * The permission profiles of everybody in some accounts, as an export has them: names without IDs, some
 * minutes old. Enough to tell who need not be looked at, not to change anybody by.
 *
 * @returns none where the contract has no exports or Docusign does not give one: then records tell it
 */
export async function exportedProfiles(
	client: AdminClient,
	place: { organizationId: string; accountIds: readonly string[] },
	index: StateIndex,
	progress: (text: string) => void,
): Promise<JsonObject[]> {
	if (client.contract.rows.createUserListExport.lacks !== undefined) return [];
	const request = { ...place, type: 'members', domains: [] } as const;
	const rows: JsonObject[] = [];
	const read = async () => {
		const manner = { mostMs: MOST_WAIT_MS, keep: false, progress };
		const files = exportedFiles(client, request, manner, (told) =>
			exportReader({ needed: NEEDED, ...told }, neededSink()),
		);
		for await (const file of files) for (const row of file) rows.push(row);
		return profilesIn(rows, index);
	};
	return await read().catch(async (error: unknown) => {
		if (!(error instanceof ApiFailure)) return await Promise.reject(error);
		progress(`There is no export, so users are read one by one: ${error.message}`);
		return [];
	});
}
