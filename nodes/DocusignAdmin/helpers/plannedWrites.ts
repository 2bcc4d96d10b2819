import { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject } from '../../shared/http';
import type { WriteWork } from '../../shared/n8n/operation';
import type { Facts, OperationId } from '../api/contract';
import { forgetUser } from '../api/users';
import type { Judgement } from '../api/writes';
import type { Item } from '../operation';

/** A change that is planned and not yet sent, in published names and values. */
export interface PlannedWrite {
	operation: OperationId;
	change: JsonObject;
	/** What to say of it where a later write of the same item fails, as a sentence without its end. */
	done?: string;
	/** How it is found out what came of it, where its answer alone does not tell. */
	judgement?: Judgement;
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
		const { writes, facts, warnings, result } = await plan(item);
		const requests = writes.map(({ operation, change }) =>
			client.compose(operation, change, facts),
		);
		return {
			requests,
			warnings,
			async send(doubt) {
				const answers: unknown[] = [];
				try {
					for (const [n, { operation, judgement }] of writes.entries()) {
						const answer = client.write(operation, requests[n], facts, {
							...judgement,
							doubt: n === 0 ? doubt : undefined,
						});
						answers.push(
							await answer.catch(
								async (error: unknown) => await Promise.reject(after(writes[n - 1]?.done, error)),
							),
						);
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

/** A failure that says what was carried out before it. */
function after(done: string | undefined, error: unknown): unknown {
	if (done === undefined || !(error instanceof Error) || error.name === 'AbortError') return error;
	const message = `${done}. After that: ${error.message}`;
	if (error instanceof ApiFailure) return new ApiFailure({ ...error, message });
	// One of n8n's own, of the sign-in: it is shown as it is.
	return Object.assign(error, { message });
}
