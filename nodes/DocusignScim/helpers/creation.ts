import type { JsonObject } from '../../shared/http';
import type { WritePlan } from '../../shared/n8n/operation';
import type { Item } from '../operation';

/** A record to be created. */
export interface Creation {
	/** What is done, as a verb: `create the user`. */
	operation: string;
	body: JsonObject;
	/**
	 * Looks for the record that a request without an answer may have made; undefined where there is
	 * none, so that it may be sent again. Rejects where it cannot be told.
	 */
	made: () => Promise<JsonObject | undefined>;
}

/** The plan of a creation, which is never sent twice without a look in between. */
export function creationPlan(item: Item, { operation, body, made }: Creation): WritePlan {
	const request = { ...item.declared, body };
	const options = { context: { operation }, repeat: 'unsafe', recover: made } as const;
	return {
		requests: [request],
		async send(doubt) {
			const shown = await item.client.write(request, { ...options, doubt });
			// A server may confirm without showing: to look up what it made, and fail, is no failure.
			return [shown ?? (await made().catch(() => undefined)) ?? body];
		},
	};
}
