import { objectsIn } from '../../../shared/json';
import { readBoolean } from '../../../shared/n8n/fields/readers';
import { VERBS } from '../../api/contract/verbs';
import { createFailure } from '../../api/errors/catalogue';
import { addressNotTold, contractLacks, emailAmbiguous } from '../../api/errors/failures';
import { isSameId } from '../../api/ids';
import { factsOf } from '../../api/users/users';
import type { Item } from '../../operation';
import { organizationIdOf } from '../../parameters';
import type { Change } from '../../roster/types';
import { planUpsert, type UserPlan } from '../../upsert/planUpsert';
import { administratorWarnings } from '../beforeChange';
import { creation, type NewUser } from './newUser';
import type { PlannedChange } from '../plannedWrites';
import { holdersState, readerOf } from '../roster/holders';
import { impossibleFor } from '../roster/rosterOperation';
import { scimPolicyOf, scimWarnings } from '../scimManaged';
import { recordAfter } from './upsertRecord';
import { nextStep, nextStepAfterCreate } from '../written/nextStep';
import { isSimplified as isSimplifiedIn } from '../written/writtenRecord';
import { upsertWrites } from './upsertWrites';

const JOB = 'create or update the user';

/** Makes somebody as an item wants them: a new user, a member, changed, or as they are. */
export async function upserting(item: Item, wanted: NewUser): Promise<PlannedChange> {
	const { client } = item;
	const organizationId = organizationIdOf(item);
	const reopens = readBoolean(item.parameter('options.reopenClosed'), 'Reopen Closed') === true;
	const accountIds = wanted.accounts.map(({ id }) => String(id));
	const asksGroups = wanted.accounts.some(({ groups }) => groups !== undefined);
	const { state, raw } = await holdersState(client, organizationId, wanted.email, {
		accountIds,
		asksGroups,
	});
	const plan = planUpsert(wanted, state, { impossible: impossibleFor(client) });
	if (plan.kind === 'unclear') {
		const open = raw.map(({ id }) => id);
		throw open.length > 1
			? emailAmbiguous(wanted.email, open, 'Leave it to one of them to keep the address.')
			: addressNotTold(wanted.email);
	}
	if (plan.kind === 'create') return await created(item, wanted);
	holdBack(item, plan, { wanted, reopens });
	const scim =
		plan.action === 'unchanged'
			? []
			: scimWarnings(scimPolicyOf(item), plan.user, {
					operation: 'updateUser',
					whom: wanted.email,
					accountIds,
				});
	const user = { ...factsOf(plan.user), email: wanted.email };
	const writes = await upsertWrites(item, plan, { wanted, organizationId });
	return {
		facts: { organizationId, user },
		warnings: [
			...wanted.warnings,
			...scim,
			...administratorWarnings(plan.user, moved(plan)),
			...untoldWarning(plan),
		],
		writes,
		async result() {
			const isChanged = writes.length > 0;
			if (isChanged) (await readerOf(client, organizationId)).touch(user.id, wanted.email);
			const before = raw.find(({ id }) => isSameId(id, user.id)) ?? plan.user;
			const members = objectsIn(plan.user.memberships);
			const isSimplified = isSimplifiedIn(item);
			const about = { organizationId, email: wanted.email, accountIds, changes: plan.changes };
			const record = await recordAfter(client, {
				...about,
				before,
				members,
				isChanged,
				isSimplified,
			});
			const said = plan.action === 'updated' || plan.action === 'unchanged' ? {} : nextStep(record);
			return [{ ...record, action: plan.action, changed_fields: plan.changedFields, ...said }];
		},
	};
}

/** A new user, with the record that others have too. */
async function created(item: Item, wanted: NewUser): Promise<PlannedChange> {
	const { client } = item;
	const plan = await creation(item, wanted);
	const { organizationId } = plan.facts;
	const { email, profile, accounts } = wanted;
	return {
		...plan,
		async result(answers) {
			const [made] = await plan.result(answers);
			(await readerOf(client, organizationId)).touch(String(made.id), email);
			const accountIds = accounts.map(({ id }) => String(id));
			const about = { organizationId, email, accountIds, changes: [], members: [] };
			const before = { email, ...made };
			const isSimplified = isSimplifiedIn(item);
			const record = await recordAfter(client, { ...about, before, isChanged: true, isSimplified });
			const names = [{ email }, profile, ...accounts].flatMap(Object.keys);
			const changed = [...new Set(names)].filter((name) => name !== 'id').sort();
			const said = nextStepAfterCreate(item, record);
			return [{ ...record, action: 'created', changed_fields: changed, ...said }];
		},
	};
}

/**
 * @throws ApiFailure `DOCUSIGN_NOT_REOPENED`, `DOCUSIGN_CONTRACT_LACKS`, `DOCUSIGN_CHANGE_HELD_BACK` before
 * anything is sent: what cannot be done in one account is not begun in another
 */
function holdBack(
	{ client }: Item,
	{ changes, closedIn }: UserPlan,
	{ wanted, reopens }: { wanted: NewUser; reopens: boolean },
): void {
	const { email } = wanted;
	if (closedIn.length > 0 && !reopens) {
		const account = closedIn.join(', ');
		throw createFailure('DOCUSIGN_NOT_REOPENED', { operation: JOB, user: email, account });
	}
	const blocked = changes.find((change) => change.blocked !== undefined);
	if (blocked === undefined) return;
	const { lacks } = client.contract.rows.addUsers;
	if (lacks !== undefined && isOpening(blocked)) {
		const verb = blocked.action === 'reopen' ? 'open a closed membership again' : VERBS.addUsers;
		throw contractLacks(verb, client.contract.title, lacks);
	}
	throw createFailure('DOCUSIGN_CHANGE_HELD_BACK', {
		operation: 'create or update',
		user: email,
		said: blocked.blocked,
	});
}

const isOpening = ({ action }: Change) => action === 'reopen' || action === 'addMembership';

/** The accounts in which the user gets another permission profile. */
const moved = ({ changes }: UserPlan): string[] =>
	changes
		.filter(({ action, after }) => action === 'update' && after.permission_profile !== undefined)
		.map(({ account_id: id }) => id);

const untoldWarning = ({ untold, action }: UserPlan): string[] =>
	untold.length === 0
		? []
		: [
				`Docusign does not show, so that it was neither compared nor ${action === 'unchanged' ? 'sent' : 'changed'}: ${untold.join(', ')}. To set it all the same, use User > Update or Membership > Update.`,
			];
