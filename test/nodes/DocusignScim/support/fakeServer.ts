import type { ApiRequest, ApiResponse, JsonObject } from '../../../../nodes/shared/http';
import { RunCache } from '../../../../nodes/shared/runCache';
import { ScimClient } from '../../../../nodes/DocusignScim/api/client';
import { failureFromOutcome } from '../../../../nodes/DocusignScim/api/errors/refusals';
import { createCaller } from '../../../../nodes/shared/transport/call';
import { createThrottle } from '../../../../nodes/shared/transport/limits/throttle';

export interface ListServer {
	/** The records, which may be changed at any time. */
	records: JsonObject[];
	/** Records the server gives in one answer at most. */
	most: number;
	/** What is done before the n-th request is answered, counted from 1. */
	before?: (n: number) => void;
	/** Changes an answer. */
	shape?: (body: JsonObject) => JsonObject;
}

const clock = { ticks: () => 0, now: () => 0, sleep: async () => undefined };

/** A list behind the transport, without network: what was asked for is counted and kept. */
export function listClient(server: ListServer, { pageSize = 10, concurrency = 4 } = {}) {
	const asked: Array<{ startIndex: number; count: number }> = [];
	let underWay = 0;
	let peak = 0;
	const send = async ({ query = {} }: ApiRequest): Promise<ApiResponse> => {
		const startIndex = Number(query.startIndex ?? 1);
		const count = Number(query.count ?? server.most);
		asked.push({ startIndex, count });
		server.before?.(asked.length);
		peak = Math.max(peak, ++underWay);
		await Promise.resolve();
		underWay--;
		const { records, most, shape = (body) => body } = server;
		const shown = records.slice(startIndex - 1, startIndex - 1 + Math.min(count, most));
		const body = {
			totalResults: records.length,
			startIndex,
			itemsPerPage: shown.length,
			...(shown.length > 0 && { Resources: shown }),
		};
		return { status: 200, headers: {}, body: shape(body) };
	};
	const call = createCaller({
		send,
		fail: failureFromOutcome,
		throttle: createThrottle({ clock }),
		clock,
		random: () => 0,
		maxWaitMs: 60_000,
		concurrency,
		lane: {},
	});
	const client = new ScimClient({
		call,
		pause: async () => undefined,
		cache: new RunCache(),
		pageSize,
		concurrency,
	});
	return {
		asked,
		peak: () => peak,
		client,
		/** The ids of the whole list, as they were handed over. */
		async ids(limit?: number): Promise<unknown[]> {
			const ids: unknown[] = [];
			const request = { method: 'GET' as const, path: '/Users' };
			for await (const page of client.pages(request, { operation: 'list the users' }, { limit })) {
				ids.push(...page.map(({ id }) => id));
			}
			return ids;
		},
	};
}

export const numbered = (count: number, from = 0): JsonObject[] =>
	Array.from({ length: count }, (_, n) => ({ id: `u-${from + n}` }));
