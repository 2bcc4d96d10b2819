import { plainFail } from '../support/plainFail';
import { createCaller } from '../../../../../nodes/shared/transport/call';
import { createThrottle } from '../../../../../nodes/shared/transport/limits/throttle';
import { PUBLISHED_BURST } from '../../../../../nodes/shared/transport/limits/limiter';
import {
	fixedWindow,
	simulateServer,
	slidingWindow,
	tokenBucket,
	VirtualClock,
	type HeaderStyle,
	type Rule,
	type Server,
} from '../support/simulation';

/** The same sequence each time, in [0, 1). */
function sequence(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

interface Load {
	count: number;
	method?: 'GET' | 'POST';
	concurrency?: number;
	burst?: number;
	maxWaitMs?: number;
}

async function run(clock: VirtualClock, server: Server, load: Load): Promise<number> {
	const { count, method = 'POST', concurrency = 8, burst, maxWaitMs = 300_000 } = load;
	const throttle = createThrottle({ clock, burst });
	const { send } = server;
	const call = createCaller({
		fail: plainFail,
		send,
		throttle,
		clock,
		random: sequence(1),
		maxWaitMs,
		concurrency,
		lane: {},
	});
	const repeat = method === 'GET' ? 'safe' : 'unsafe';
	const calls = Array.from(
		{ length: count },
		async (_, index) =>
			await call({ method, path: `/${index}` }, { repeat, context: {} }, ({ body }) => body),
	);
	return (await clock.elapse(Promise.all(calls))).ms;
}

const carriedOut = (server: Server) => [...server.done.values()];

describe.each([
	['a published burst', PUBLISHED_BURST.production, 0.7],
	['no published limit', undefined, 0.8],
])('1,000 creates against 20 requests a second, beside %s', (_, burst, share) => {
	const rules: Array<[string, () => Rule]> = [
		['in each second', () => fixedWindow(20, 1_000)],
		['within any second', () => slidingWindow(20, 1_000)],
		['from a bucket', () => tokenBucket(20, 20)],
	];
	const styles: HeaderStyle[] = ['none', 'rateLimit', 'retryAfter', 'burstOnly'];
	const cases = rules.flatMap(([name, rule]) => styles.map((style) => ({ name, rule, style })));

	it.each(cases)('counted $name, headers: $style', async ({ rule, style }) => {
		for (const [latencyMs, phase] of [
			[20, 480],
			[150, 990],
		]) {
			const clock = new VirtualClock(Date.UTC(2030, 0, 1, 12, 0, 0, phase));
			const server = simulateServer(clock, { rule: rule(), headers: style, latencyMs });
			const ms = await run(clock, server, { count: 1_000, burst });
			expect(server.done.size).toBe(1_000);
			expect(carriedOut(server).every((times) => times === 1)).toBe(true);
			expect(server.refused).toBeLessThanOrEqual(20);
			expect(ms).toBeLessThanOrEqual((1_000 / 20 / share) * 1_000);
			expect(server.mostInFlight).toBeLessThanOrEqual(8);
		}
	});
});

describe.each([
	[5, 1_000],
	[100, 1_000],
	[100, 5_000],
	[200, 30_000],
])('other limits that nobody names: %i in %i ms', (limit, lengthMs) => {
	it('are kept at no less than two thirds of their pace', async () => {
		const clock = new VirtualClock();
		const server = simulateServer(clock, { rule: slidingWindow(limit, lengthMs) });
		const ms = await run(clock, server, { count: 1_000 });
		expect(carriedOut(server).every((times) => times === 1)).toBe(true);
		expect(server.refused).toBeLessThanOrEqual(40);
		expect(ms).toBeLessThanOrEqual((1_000 / limit / 0.66) * lengthMs);
	});
});

describe("Docusign's own limits", () => {
	it('are never touched, and used to nine tenths', async () => {
		const clock = new VirtualClock();
		const server = simulateServer(clock, { rule: slidingWindow(500, 30_000) });
		const ms = await run(clock, server, { count: 2_000, burst: PUBLISHED_BURST.production });
		expect(server.refused).toBe(0);
		expect(ms).toBeLessThanOrEqual((2_000 / 500 / 0.9) * 30_000);
	});

	it('are never touched in the developer environment', async () => {
		const clock = new VirtualClock();
		const server = simulateServer(clock, { rule: slidingWindow(200, 30_000) });
		await run(clock, server, { count: 1_000, burst: PUBLISHED_BURST.developer });
		expect(server.refused).toBe(0);
	});
});

describe('a server that never refuses', () => {
	it('is asked for 400 pages as fast as eight at a time allow', async () => {
		const clock = new VirtualClock();
		const server = simulateServer(clock, { latencyMs: 20 });
		const burst = PUBLISHED_BURST.production;
		const ms = await run(clock, server, { count: 400, method: 'GET', burst });
		expect(ms).toBe((400 / 8) * 20);
	});

	it('is not waited for where no limit is published', async () => {
		const clock = new VirtualClock();
		const server = simulateServer(clock, { latencyMs: 20 });
		const ms = await run(clock, server, { count: 1_000, method: 'GET', concurrency: 1 });
		expect(ms).toBe(1_000 * 20);
	});
});
