import { createCaller } from '../../../../../nodes/shared/transport/call';
import { createThrottle } from '../../../../../nodes/shared/transport/limits/throttle';
import { PUBLISHED_BURST } from '../../../../../nodes/shared/transport/limits/limiter';
import { plainFail } from '../support/plainFail';
import { fixedWindow, simulateServer, VirtualClock } from '../support/simulation';

const PER_SECOND = 20;
const BACK_AFTER_MS = 15_000;

/**
 * Two workers take what is next from one list; one dies on the way, with what it had under way, and comes
 * back with no memory of the limit. Returns the time over what the limit allows at best.
 */
async function overBound(count: number) {
	const clock = new VirtualClock();
	const rule = fixedWindow(PER_SECOND, 1_000);
	const server = simulateServer(clock, { rule, headers: 'burstOnly', latencyMs: 50 });
	let next = 0;

	async function work(isAlive: () => boolean) {
		const call = createCaller({
			fail: plainFail,
			send: server.send,
			throttle: createThrottle({ clock, burst: PUBLISHED_BURST.production }),
			clock,
			random: () => 0.5,
			maxWaitMs: 300_000,
			concurrency: 8,
			lane: {},
		});
		const one = async () => {
			while (next < count && isAlive()) {
				const path = `/${next++}`;
				await call({ method: 'POST', path }, { repeat: 'unsafe', context: {} }, ({ body }) => body);
			}
		};
		await Promise.all(Array.from({ length: 8 }, one));
	}

	async function mortal() {
		await work(() => next < count * 0.3);
		await clock.sleep(BACK_AFTER_MS);
		await work(() => true);
	}
	const { ms } = await clock.elapse(Promise.all([work(() => true), mortal()]));
	return { ratio: ms / 1_000 / (count / PER_SECOND), refused: server.refused };
}

describe('two workers of which one dies and comes back', () => {
	it('take at most 1.1 times what the limit allows', async () => {
		const { ratio, refused } = await overBound(4_000);
		expect(ratio).toBeLessThanOrEqual(1.1);
		expect(refused).toBeLessThanOrEqual(40);
	});
});
