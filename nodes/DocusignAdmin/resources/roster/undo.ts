import { recordsFrom } from '../../descriptions/rosterFields';
import { impossibleFor, rosterOperation } from '../../helpers/roster/rosterOperation';
import { undoPlan } from '../../roster/applying/undo';

export const undo = rosterOperation({
	name: 'Undo',
	value: 'undo',
	action: 'Undo roster',
	description:
		'Make the plan that takes back what was applied. Changes nothing: look at the plan, and apply it like any other. What cannot be taken back is named in it.',
	calls: [],
	fields: recordsFrom('Records', 'records', 'recordsFrom', '[{"plan_id": "…", "outcome": "…"}]'),
	source: { from: 'recordsFrom', name: 'records', label: 'Records' },
	async *run({ client }, records) {
		yield* await Promise.resolve(undoPlan(records, impossibleFor(client)));
	},
});
