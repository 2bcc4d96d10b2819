import type { JsonObject } from '../../shared/http';
import type { WriteWork } from '../../shared/n8n/operation';
import type { Facts, OperationId } from '../api/contract';
import { forgetUser } from '../api/users';
import type { Item } from '../operation';

/** A change that is planned and not yet sent, in published names and values. */
export interface PlannedWrite {
	operation: OperationId;
	change: JsonObject;
}

/** What an operation wants written, and what comes out of it. */
export interface PlannedChange {
	/** Sent in this order; the first that fails ends the operation. */
	writes: PlannedWrite[];
	facts: Facts;
	/** What the records returned should warn of. */
	warnings?: string[];
	/** The records to return, from the answers in the order of the writes. */
	result(answers: unknown[]): JsonObject[] | Promise<JsonObject[]>;
	/**
	 * Finds out whether a write whose answer never came was carried out after all: resolves to the
	 * answer it would have given, or undefined when it was not. Without it, such a write fails.
	 */
	recover?(): Promise<unknown>;
}

interface Change {
	lock?(item: Item): string;
	plan(item: Item): Promise<PlannedChange>;
}

/** The work of an operation that changes something: its writes in the contract's words. */
export const writing = ({ lock, plan }: Change): WriteWork<Item> => ({
	kind: 'write',
	lock,
	async plan(item) {
		const { client } = item;
		const { writes, facts, warnings, result, recover } = await plan(item);
		const requests = writes.map(({ operation, change }) =>
			client.compose(operation, change, facts),
		);
		return {
			requests,
			warnings,
			async send() {
				const answers: unknown[] = [];
				try {
					for (const [n, { operation }] of writes.entries()) {
						answers.push(await client.write(operation, requests[n], facts, recover));
					}
				} finally {
					// Also after a failure: the writes before it have changed the user.
					if (facts.user) forgetUser(client, facts.organizationId, facts.user);
				}
				return await result(answers);
			},
		};
	},
});
