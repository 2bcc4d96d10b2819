import { digestOf } from './canonical';
import { ACTIONS, type Change, type PlanCounts, type PlanItem } from './types';
import { addressKey } from '../api/users/userRecord';

const placeOf = ({ action, email, account_id, user_id = '', after }: Change): string =>
	[
		ACTIONS.indexOf(action),
		addressKey(email),
		account_id,
		user_id,
		...Object.keys(after).sort(),
	].join(' ');

/** Changes in the order in which they are made: who comes, who changes, and last who goes. */
export const inOrder = <T extends Change>(changes: readonly T[]): T[] =>
	changes
		.map((change) => ({ change, place: placeOf(change) }))
		.sort((one, other) => (one.place < other.place ? -1 : one.place > other.place ? 1 : 0))
		.map(({ change }) => change);

/** Counts the changes that can be done by what they do, and those that cannot. */
export function countsOf(changes: readonly Change[], members: number): PlanCounts {
	const counts = { blocked: 0, members } as PlanCounts;
	for (const action of ACTIONS) counts[action] = 0;
	for (const { action, blocked } of changes)
		counts[blocked === undefined ? action : 'blocked'] += 1;
	return counts;
}

const changeIdOf = (change: Change, plan: Pick<PlanItem, 'plan_id' | 'plan_counts'>): string =>
	digestOf({ change, ...plan });

/** The change in a plan's item, without what the plan adds. */
export function changeIn(item: PlanItem): Change {
	const change: Change & Partial<PlanItem> = { ...item };
	for (const name of ['plan_id', 'plan_counts', 'change_id'] as const) delete change[name];
	return change;
}

/**
 * Makes a plan of changes: in order, counted, and each with digests that tell whether it was edited. The same
 * changes are the same plan, whichever way they were found.
 *
 * @param members open memberships in the accounts in scope
 * @param keep which of the changes the plan shows; all of them are counted
 */
export function seal(
	changes: readonly Change[],
	members: number,
	keep: (change: Change) => boolean = () => true,
): PlanItem[] {
	const ordered = inOrder(changes);
	const plan_counts = countsOf(ordered, members);
	const made = ordered.filter(({ action }) => action !== 'unchanged');
	const plan_id = digestOf({ changes: made, plan_counts });
	return ordered.filter(keep).map((change) => {
		const plan = { plan_id, plan_counts };
		return { ...plan, change_id: changeIdOf(change, plan), ...change };
	});
}

/** Whether an item is as its plan made it. */
export const isAsPlanned = (item: PlanItem): boolean =>
	item.change_id ===
	changeIdOf(changeIn(item), { plan_id: item.plan_id, plan_counts: item.plan_counts });
