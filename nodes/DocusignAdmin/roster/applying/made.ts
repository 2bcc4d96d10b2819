import { invalidInput } from '../../../shared/errors/input';
import type { JsonObject, JsonValue } from '../../../shared/http';
import { isObject } from '../../../shared/json';
import { canonicalId } from '../../api/ids';
import { addressKey } from '../../api/users/userRecord';
import { digestOf } from '../canonical';
import { ACTIONS, type Change, type PlanItem } from '../types';
import { USER_FIELDS } from '../view';

/** The outcomes that leave something to take back. */
const DONE = new Set(['applied', 'alreadyApplied']);

/** A change that was made, as its record tells it. */
export type Made = Change &
	Pick<PlanItem, 'plan_id' | 'plan_counts'> & { outcome: string; applied_on?: JsonValue };

function recordIn(record: JsonObject, at: number): Made {
	const isRecord =
		typeof record.outcome === 'string' &&
		typeof record.record_hash === 'string' &&
		isObject(record.before) &&
		isObject(record.after) &&
		isObject(record.plan_counts) &&
		ACTIONS.some((action) => action === record.action);
	if (isRecord) return record as unknown as Made;
	throw invalidInput(
		`Item ${at} is no record of a change that was applied`,
		"Give the items as 'Roster: Apply' put them out.",
	);
}

/** What stays the same in all records of one change of one plan. */
const keyOf = ({ plan_id, action, email, account_id, before, after }: Made): string =>
	digestOf({ plan_id, action, email, account_id, before, after });

/**
 * The changes that records tell, each once and in the order in which they were made: a plan that was applied
 * again after an interruption has records of two runs, and the later ones found done what the first had made.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for what is no record of an applied plan; it names the item
 */
export function changesMade(records: readonly JsonObject[]): Made[] {
	const found = new Map<string, Made>();
	const made = records
		.map(recordIn)
		.filter(({ outcome, action }) => DONE.has(outcome) && action !== 'unchanged');
	for (const record of inTime(made)) {
		const key = keyOf(record);
		const before = found.get(key);
		// Put in anew where it was made again after it had been taken back.
		if (record.outcome === 'applied') found.delete(key);
		if (record.outcome === 'applied' || before === undefined) found.set(key, record);
	}
	return [...found.values()];
}

/** By the time that they tell; n8n may have merged files in any order. */
const inTime = (records: readonly Made[]): Made[] =>
	[...records].sort((one, other) => {
		const [first, second] = [one, other].map(({ applied_on: at }) => String(at ?? ''));
		return first < second ? -1 : first > second ? 1 : 0;
	});

/** What a change is about: a membership, and with a name the user in all accounts. */
const placesOf = ({ email, account_id, after }: Made): string[] => [
	`${addressKey(email)} ${canonicalId(account_id)}`,
	...(USER_FIELDS.some((field) => after[field] !== undefined) ? [addressKey(email)] : []),
];

/**
 * Those of the changes on which later ones of other plans were built: to take them back first would not lead
 * back to where things were.
 *
 * @param made in the order in which they were made
 */
export function builtOn(made: readonly Made[]): ReadonlySet<Made> {
	const later = new Map<string, Set<string>>();
	const found = new Set<Made>();
	for (const change of [...made].reverse()) {
		for (const place of placesOf(change)) {
			const plans = later.get(place) ?? new Set<string>();
			if ([...plans].some((plan) => plan !== change.plan_id)) found.add(change);
			later.set(place, plans.add(change.plan_id));
		}
	}
	return found;
}
