import type { JsonObject } from '../../../shared/http';
import { factsOf } from '../../api/users/users';
import type { Item } from '../../operation';
import type { Change } from '../../roster/types';
import { pick } from '../../roster/view';
import type { UserPlan } from '../../upsert/planUpsert';
import { ONCE_FIELDS } from '../../upsert/wanted';
import type { PlannedWrite } from '../plannedWrites';
import { userFor, writesOf } from '../roster/rosterWrites';
import type { NewUser } from './newUser';

const DONE: Partial<Record<Change['action'], string>> = {
	addMembership: 'The user was added to the account',
	reopen: 'The membership was opened again in the account',
	update: 'The membership was changed as asked in the account',
};

/** The writes of all changes: first what belongs to an account, then once what belongs to the user. */
export async function upsertWrites(
	{ client }: Item,
	{ changes, user, profile }: UserPlan,
	{ wanted, organizationId }: { wanted: NewUser; organizationId: string },
): Promise<PlannedWrite[]> {
	const once = pick(wanted.profile, ONCE_FIELDS);
	const code = pick(once, ['access_code']);
	const inAccounts: PlannedWrite[] = [];
	let ofUser: JsonObject = {};
	let facts: PlannedWrite['facts'];
	for (const change of changes) {
		const step = { change, user, after: change.after };
		const planned = await writesOf(client, organizationId, step);
		facts = { user: planned.user };
		for (const write of planned.writes) {
			if (write.operation === 'updateUser') {
				ofUser = { ...ofUser, ...write.change };
				continue;
			}
			const first = write.operation === 'addUsers' ? once : change.action === 'reopen' ? code : {};
			const done = `${DONE[change.action]} ${change.account_id}`;
			const accountId = change.account_id;
			const about = { accountId, user: planned.user };
			const body = { ...write.change, ...first };
			inAccounts.push({ ...write, change: body, done, facts: about });
		}
	}
	ofUser = { ...ofUser, ...profile };
	if (Object.keys(ofUser).length === 0) return inAccounts;
	const update = { operation: 'updateUser', change: ofUser } as const;
	facts ??= { user: await userFor(client, organizationId, factsOf(user), [update]) };
	return [...inAccounts, { ...update, facts }];
}
