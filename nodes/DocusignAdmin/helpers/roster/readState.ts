import type { JsonObject } from '../../../shared/http';
import { inLanes } from '../../../shared/inLanes';
import type { AdminClient } from '../../api/client';
import { isFailure } from '../../api/errors/catalogue';
import type { KnownOfUser } from '../../api/users/profileByAddress';
import { readProfile } from '../../api/users/profiles';
import { addressOf, usersRequest } from '../../api/users/userRecord';
import { whoHas } from '../../api/users/whoHas';
import {
	mayAdminister,
	MOST_ASKED,
	usersInExport,
	usersToConfirm,
	usersToRead,
} from '../../roster/planning/reading';
import type { RosterInput } from '../../roster/planning/planning';
import { openIndex, type OpenIndex, type StateIndex } from '../../roster/state';
import type { Person, RosterLists, RosterSettings } from '../../roster/types';
import { exportedProfiles, MANY_RECORDS } from './exportedProfiles';
import { everyoneIn, type Scope } from './scope';
import { recordFoundBy, stateRecord } from './stateRecord';

/** Everybody in an account, the closed ones too, as records of the one form. */
export async function membersOf(
	client: AdminClient,
	organizationId: string,
	accountId: string,
): Promise<JsonObject[]> {
	const request = usersRequest(organizationId, { account_id: accountId });
	const facts = { organizationId, accountId };
	const members: JsonObject[] = [];
	for await (const page of client.lists.pages('getUsers', request, facts)) {
		for (const record of page) {
			members.push(stateRecord({ ...record, account_id: accountId }));
		}
	}
	return members;
}

/**
 * A user's own record; undefined where Docusign does not give it. What concerns all users, such as a limit,
 * is thrown: a plan made without their records would find no difference.
 *
 * @param known by which Docusign is asked where it does not give the organization records by ID
 */
export const recordOf = async (
	client: AdminClient,
	organizationId: string,
	id: string,
	known: KnownOfUser,
): Promise<JsonObject | undefined> =>
	await readProfile(client, organizationId, id, known)
		.then(stateRecord)
		.catch(async (error: unknown) =>
			isFailure(error, 'DOCUSIGN_USER_NOT_FOUND') || isFailure(error, 'DOCUSIGN_PROFILE_NOT_GIVEN')
				? undefined
				: await Promise.reject(error),
		);

/**
 * How things stand in Docusign, as far as the roster asks: the lists of the accounts in scope, those who
 * are on the roster and in none of them, and the records of those of whom the lists tell too little; of very many
 * an export tells it instead.
 *
 * @param progress what to say of work that takes minutes
 */
export async function readState(
	client: AdminClient,
	scope: Scope,
	roster: { people: readonly Person[]; lists: RosterLists; settings: RosterSettings },
	progress: (text: string) => void,
): Promise<StateIndex> {
	const { organizationId, accounts, isWhole } = scope;
	const accountsRead = accounts.map(({ id }) => String(id));
	const everyoneGroups = everyoneIn(roster.lists.groups.values());
	const index = openIndex({ accountsRead, isWhole, everyoneGroups });
	for (const id of accountsRead) index.add(await membersOf(client, organizationId, id));
	if (!isWhole) await addAbsent(client, organizationId, roster.people, index);
	const input: RosterInput = { ...roster, index, accounts };
	let confirm: string[] = [];
	const { listsProfiles } = client.contract;
	if (!listsProfiles && usersInExport(input).length >= MANY_RECORDS) {
		const place = { organizationId, accountIds: isWhole ? [] : accountsRead };
		const told = await exportedProfiles(client, place, index, progress);
		index.add(told);
		if (told.length > 0) confirm = usersToConfirm(input);
	}
	const wanted = new Set([...usersToRead(input, listsProfiles), ...confirm]);
	const asked = new Set<string>();
	const ask = async (ids: readonly string[]) => {
		ids.forEach((id) => asked.add(id));
		await inLanes(ids, client.concurrency, async (id) => {
			const email = addressOf(index.userById(id) ?? {});
			const record = await recordOf(client, organizationId, id, { email, isListed: true });
			if (record) index.add([record]);
		});
	};
	await ask([...wanted]);
	// Whose address no list and no record shows may still be found by it.
	if (isWhole) await addAbsent(client, organizationId, roster.people, index);
	// Where the records of users tell it: some at a time, since one who stays is enough.
	for (let left = MOST_ASKED; left > 0 && !client.contract.listsProfiles;) {
		const some = mayAdminister(input)
			.filter((id) => !asked.has(id))
			.slice(0, Math.min(left, client.concurrency));
		if (some.length === 0) break;
		left -= some.length;
		await ask(some);
	}
	return index;
}

/** Looks up those of whom it is not known whether they are there: they may be in an account that was not read. */
async function addAbsent(
	client: AdminClient,
	organizationId: string,
	people: readonly Person[],
	index: OpenIndex,
): Promise<void> {
	const absent = people.filter(({ email }) => index.holdersOf(email) === 'unknown');
	await inLanes(absent, client.concurrency, async ({ email }) => {
		const holders = await whoHas(client, organizationId, email);
		if (holders.kind === 'notTold') return;
		if (holders.kind === 'users') index.add(holders.users.map(recordFoundBy(email)));
		index.noteRead(email);
	});
}
