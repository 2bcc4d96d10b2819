import type { ApiRequest, JsonObject } from '../../shared/http';
import type { WritePlan, WriteWork } from '../../shared/n8n/operation';
import type { Facts, OperationId } from '../api/contract';
import { forgetUser } from '../api/users';
import type { ItemRun } from '../operation';

/** A request that changes something, planned and not yet sent, on the published wire. */
export interface PlannedWrite {
	operation: OperationId;
	request: ApiRequest;
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
	lock?(item: ItemRun): string;
	plan(item: ItemRun): Promise<PlannedChange>;
}

/** The work of an operation that changes something: its writes in the contract's words. */
export const writing = ({ lock, plan }: Change): WriteWork<ItemRun> => ({
	kind: 'write',
	lock,
	plan: async (item) => inContract(item, await plan(item)),
});

function inContract(
	{ client }: ItemRun,
	{ writes, facts, warnings, result, recover }: PlannedChange,
): WritePlan {
	const spoken = joined(
		writes.map(({ operation, request }) => ({
			operation,
			request: client.speak(operation, request, facts),
		})),
	);
	return {
		requests: spoken.map(({ request }) => request),
		warnings,
		async send() {
			const answers: unknown[] = [];
			try {
				for (const { operation, request } of spoken) {
					answers.push(await client.write(operation, request, facts, recover));
				}
			} finally {
				// Also after a failure: the writes before it have changed the user.
				if (facts.user) forgetUser(client, facts.organizationId, facts.user);
			}
			return await result(answers);
		},
	};
}

/** Two changes that one contract splits are one request where they go to the same address. */
function joined(writes: PlannedWrite[]): PlannedWrite[] {
	const [first, second, ...rest] = writes;
	if (!second || rest.length > 0 || first.request.method !== 'PUT') return writes;
	if (second.request.method !== 'PUT' || second.request.path !== first.request.path) return writes;
	const body = { ...(first.request.body as JsonObject), ...(second.request.body as JsonObject) };
	return [{ ...second, request: { ...second.request, body } }];
}
