import { invalidInput } from '../../../shared/errors/input';
import type { JsonObject } from '../../../shared/http';
import { isObject } from '../../../shared/json';
import { inOrder, isAsPlanned } from '../seal';
import { ACTIONS, type PlanItem } from '../types';

const isPlanItem = (item: JsonObject): boolean =>
	typeof item.plan_id === 'string' &&
	typeof item.change_id === 'string' &&
	isObject(item.plan_counts) &&
	isObject(item.before) &&
	isObject(item.after) &&
	ACTIONS.some((action) => action === item.action);

/**
 * The changes of one plan, in the order in which they are made.
 *
 * @param items all or some items of the plan, as it put them out
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for what is no item of a plan, for one that was edited, for
 * one given twice, and for items of two plans; it names the item, and nothing was sent
 */
export function planItems(items: readonly JsonObject[]): PlanItem[] {
	const again = "Give the items as 'Roster: Plan' or 'Roster: Undo' put them out, all of one plan.";
	const places = new Map<string, number>();
	items.forEach((item, at) => {
		if (!isPlanItem(item)) throw invalidInput(`Item ${at} is no change of a plan`, again);
		const planned = item as unknown as PlanItem;
		if (!isAsPlanned(planned)) {
			throw invalidInput(`Item ${at} is not as the plan made it`, again);
		}
		if (planned.plan_id !== items[0].plan_id) {
			throw invalidInput(`Items 0 and ${at} are of two plans`, again);
		}
		const twice = places.get(planned.change_id);
		if (twice !== undefined) {
			throw invalidInput(`Items ${twice} and ${at} are the same change`, again);
		}
		places.set(planned.change_id, at);
	});
	return inOrder(items as unknown as PlanItem[]);
}
