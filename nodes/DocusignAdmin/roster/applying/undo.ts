import { invalidInput } from '../../../shared/errors/input';
import type { JsonObject } from '../../../shared/http';
import { isObject, known } from '../../../shared/json';
import { seal } from '../seal';
import { ACTIONS, type Change, type PlanItem } from '../types';
import { CLOSED, MEMBER_FIELDS, OPEN, pick, USER_FIELDS } from '../view';

/** The outcomes that leave something to take back. */
const DONE = new Set(['applied', 'alreadyApplied']);

type Applied = Change & Pick<PlanItem, 'plan_counts'> & { outcome: string };

function appliedIn(record: JsonObject, at: number): Applied {
	const isRecord =
		typeof record.outcome === 'string' &&
		typeof record.record_hash === 'string' &&
		isObject(record.before) &&
		isObject(record.after) &&
		isObject(record.plan_counts) &&
		ACTIONS.some((action) => action === record.action);
	if (isRecord) return record as unknown as Applied;
	throw invalidInput(
		`Item ${at} is no record of a change that was applied`,
		"Give the items as 'Roster: Apply' put them out.",
	);
}

/**
 * The plan that takes back what was applied, to be looked at and applied like any other. What cannot be
 * taken back is in it as blocked, with the reason.
 *
 * @param records of `applyPlan`; those of changes that were not made are passed over
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for what is no such record; it names the item
 */
export function undoPlan(records: readonly JsonObject[]): PlanItem[] {
	const applied = records
		.map(appliedIn)
		.filter(({ outcome, action }) => DONE.has(outcome) && action !== 'unchanged');
	const members = Math.max(0, ...applied.map(({ plan_counts: counts }) => counts.members));
	const changes = applied.map(inverseOf);
	// Who came with the plan is a member now.
	const added = changes.filter(({ action }) => action === 'close').length;
	return seal(changes, members + added);
}

function inverseOf(applied: Applied): Change {
	const { email, user_id, account_id, account_name, before, after, action, outcome } = applied;
	const found = outcome === 'applied' ? '' : ', found done when it was applied';
	const base = {
		email,
		user_id,
		account_id,
		account_name,
		protected: applied.protected,
		reason: `takes back: ${action}${found}`,
	};
	if (action === 'close') return known({ ...base, ...opening(before, applied) }) as Change;
	if (action === 'update') {
		// A field of which it is not known what it was stays as it is.
		const fields = Object.keys(after).filter((field) => before[field] !== undefined);
		const change = { before: pick(after, fields), after: pick(before, fields) };
		return known({ ...base, ...change, action: 'update', reversible: true }) as Change;
	}
	return known({
		...base,
		action: 'close',
		before: { ...pick(after, ['permission_profile', 'groups']), membership_status: OPEN },
		after: { membership_status: CLOSED },
		// What was closed again can be opened again.
		reversible: true,
		not_undone: applied.not_undone,
		blocked: applied.reversible ? undefined : applied.not_undone,
	}) as Change;
}

/** A closed membership is opened with what is known that it had. */
const opening = (before: JsonObject, { not_undone }: Applied) => ({
	action: 'reopen' as const,
	before: { membership_status: CLOSED },
	after: { ...pick(before, [...MEMBER_FIELDS, ...USER_FIELDS]), membership_status: OPEN },
	reversible: true,
	not_undone,
});
