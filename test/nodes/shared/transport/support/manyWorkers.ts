import { createCaller } from '../../../../../nodes/shared/transport/call';
import { createThrottle } from '../../../../../nodes/shared/transport/limits/throttle';
import { plainFail } from './plainFail';
import { simulateServer, VirtualClock, type HeaderStyle, type Rule } from './simulation';

function sequence(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

interface Setting {
	workers: number;
	rule: Rule;
	headers: HeaderStyle;
	/** Requests of all workers together. */
	count: number;
	burst?: number;
}

/** Workers that know nothing of each other share one server; what they come to together. */
async function share({ workers, rule, headers, count, burst }: Setting) {
	const clock = new VirtualClock();
	const server = simulateServer(clock, { rule, headers, latencyMs: 50 });
	const work = Array.from({ length: workers }, async (_, worker) => {
		const call = createCaller({
			fail: plainFail,
			send: server.send,
			throttle: createThrottle({ clock, burst }),
			clock,
			random: sequence(worker + 1),
			maxWaitMs: 300_000,
			concurrency: 8,
			lane: {},
		});
		await clock.sleep(worker * 37);
		await Promise.all(
			Array.from(
				{ length: Math.floor((count + worker) / workers) },
				async (__, index) =>
					await call(
						{ method: 'POST', path: `/${worker}-${index}` },
						{ repeat: 'unsafe', context: {} },
						({ body }) => body,
					),
			),
		);
	});
	const { ms } = await clock.elapse(Promise.all(work));
	return { ms, server, done: [...server.done.values()] };
}

/**
 * Which share of a limit workers use, that carries `perSecond` for good, and how many of their requests it
 * refuses, on a virtual clock.
 */
export async function use(setting: Setting & { perSecond: number }) {
	const { ms, server, done } = await share(setting);
	expect(done).toHaveLength(setting.count);
	expect(done.every((times) => times === 1)).toBe(true);
	return { used: server.done.size / setting.perSecond / (ms / 1_000), refused: server.refused };
}
