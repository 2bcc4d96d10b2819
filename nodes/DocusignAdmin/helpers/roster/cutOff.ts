import type { JsonObject } from '../../../shared/http';
import type { PlanItem } from '../../roster/types';

/**
 * The records of an applied plan. n8n keeps nothing of a node whose execution is cancelled or timed out, so that
 * how far it came stands in n8n's log; the next run with the same plan tells what was made as `alreadyApplied`.
 *
 * @param warn writes a line into n8n's log
 */
export async function* toldWhenCutOff(
	records: AsyncIterable<JsonObject>,
	items: readonly PlanItem[],
	warn: (line: string) => void,
): AsyncGenerator<JsonObject> {
	let applied = 0;
	let isWhole = false;
	try {
		for await (const record of records) {
			if (record.outcome === 'applied') applied += 1;
			yield record;
		}
		isWhole = true;
	} finally {
		if (!isWhole && applied > 0) {
			warn(
				`Roster > Apply was cut off after ${applied} of ${items.length} changes of the plan ${items[0].plan_id} were made. Run it again with the same items: what is made is told as alreadyApplied.`,
			);
		}
	}
}
