import { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject } from '../../shared/http';
import { objectIn } from '../../shared/json';
import type { WriteWork } from '../../shared/n8n/operation';
import { isCancelled } from '../../shared/transport/cancellation';
import type { AdminClient } from '../api/client';
import type { Facts, OperationId } from '../api/contract';
import { forgetUser, noteWrite } from '../api/users/users';
import type { Judgement } from '../api/writes';
import type { Item } from '../operation';
import { namesFor } from './written/knownNames';
import { summaryOf } from './written/summaries';

/** A change that is planned and not yet sent, in published names and values. */
export interface PlannedWrite {
	operation: OperationId;
	change: JsonObject;
	/** What to say of it where a later write of the same item fails, as a sentence without its end. */
	done?: string;
	/** How it is found out what came of it, where its answer alone does not tell. */
	judgement?: Judgement;
	/** What it is about, where that is another account than the rest. */
	facts?: Partial<Facts>;
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
		const factsOf = (write: PlannedWrite): Facts => ({ ...facts, ...write.facts });
		const requests = writes.map((write) =>
			client.compose(write.operation, write.change, factsOf(write)),
		);
		return {
			requests,
			warnings,
			async summaries() {
				const planned = writes.map((write) => ({ ...write, facts: factsOf(write) }));
				const names = await namesFor(item, facts.organizationId, planned);
				return planned.map((write) => summaryOf(write, names));
			},
			async send(doubt) {
				const answers: unknown[] = [];
				try {
					for (const [n, write] of writes.entries()) {
						const { operation, judgement, change } = write;
						const about = factsOf(write);
						const send = async () =>
							await client.write(operation, requests[n], about, {
								...judgement,
								doubt: n === 0 ? doubt : undefined,
							});
						answers.push(
							await noting(client, about, change, send).catch(
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

/** Sends a change; one that gives a user an address is noted, so that what is known of addresses is not outdated. */
async function noting(
	client: AdminClient,
	{ organizationId, user }: Facts,
	{ email }: JsonObject,
	send: () => Promise<unknown>,
): Promise<unknown> {
	if (typeof email !== 'string') return await send();
	return await send().then(
		async (answer) => {
			const id = user?.id ?? objectIn(answer).id;
			await noteWrite(client, organizationId, email, { id });
			return answer;
		},
		async (error: unknown) => {
			const isRefused = error instanceof ApiFailure && !error.unknownOutcome;
			if (!isRefused) await noteWrite(client, organizationId, email);
			return await Promise.reject(error);
		},
	);
}

/** A failure that says what was carried out before it. */
function after(done: string | undefined, error: unknown): unknown {
	if (done === undefined || !(error instanceof Error) || isCancelled(error)) return error;
	const message = `${done}. After that: ${error.message}`;
	if (error instanceof ApiFailure) return new ApiFailure({ ...error, message });
	// One of n8n's own, of the sign-in: it is shown as it is.
	return Object.assign(error, { message });
}
