import type { JsonObject } from '../../../shared/http';
import { known } from '../../../shared/json';
import { seal } from '../seal';
import type { Change, PlanItem, RosterSettings } from '../types';
import { CLOSED, MEMBER_FIELDS, OPEN, pick, USER_FIELDS } from '../view';
import { builtOn, changesMade, type Made } from './made';

const BUILT_ON =
	'a later plan changed the same: take that one back first, and then this one by its own records';

/**
 * The plan that takes back what was applied, to be looked at and applied like any other. What cannot be
 * taken back is in it as blocked, with the reason.
 *
 * @param records of `applyPlan`, of one or several runs; those of changes that were not made are passed over
 * @param impossible what cannot be done with this connection, and why
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for what is no such record; it names the item
 */
export function undoPlan(
	records: readonly JsonObject[],
	impossible: RosterSettings['impossible'] = {},
): PlanItem[] {
	const made = changesMade(records);
	const earlier = builtOn(made);
	const members = Math.max(0, ...made.map(({ plan_counts: counts }) => counts.members));
	const changes = made.map((each) => {
		const change = inverseOf(each);
		const why = earlier.has(each) ? BUILT_ON : impossible[change.action];
		return why === undefined ? change : { ...change, blocked: change.blocked ?? why };
	});
	// Who came with the plan is a member now.
	const added = changes.filter(({ action }) => action === 'close').length;
	return seal(changes, members + added);
}

function inverseOf(applied: Made): Change {
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
const opening = (before: JsonObject, { not_undone }: Made) => ({
	action: 'reopen' as const,
	before: { membership_status: CLOSED },
	after: { ...pick(before, [...MEMBER_FIELDS, ...USER_FIELDS]), membership_status: OPEN },
	reversible: true,
	not_undone,
});
