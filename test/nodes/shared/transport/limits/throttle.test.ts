import type { Throttled } from '../../../../../nodes/shared/transport/answers/classify';
import { createThrottle, LimitAhead } from '../../../../../nodes/shared/transport/limits/throttle';
import { settle, VirtualClock } from '../support/simulation';

const throttled = (named: Partial<Throttled> = {}): Throttled => ({
	kind: 'throttled',
	status: 429,
	text: {},
	limit: 'hourly',
	...named,
});

/** One run's lane. */
const lane = {};

function setUp(burst?: number) {
	const clock = new VirtualClock();
	return { clock, start: clock.now(), throttle: createThrottle({ clock, burst }) };
}

describe('a throttle', () => {
	it('lets tasks through in the order in which they came', async () => {
		const { clock, throttle } = setUp();
		const order: number[] = [];
		const tasks = Array.from({ length: 50 }, async (_, index) => {
			await throttle.run(
				async () => await clock.sleep((index * 7) % 10).then(() => order.push(index)),
				{ concurrency: 1, lane },
			);
		});
		await clock.elapse(Promise.all(tasks));
		expect(order).toEqual(Array.from({ length: 50 }, (_, index) => index));
	});

	it('runs no more than the concurrency at a time, and not fewer', async () => {
		const { clock, throttle } = setUp();
		let running = 0;
		let most = 0;
		const task = async () => {
			most = Math.max(most, ++running);
			await clock.sleep(20);
			running--;
		};
		const tasks = Array.from(
			{ length: 400 },
			async () => await throttle.run(task, { concurrency: 8, lane }),
		);
		const { ms } = await clock.elapse(Promise.all(tasks));
		expect(most).toBe(8);
		expect(ms).toBe((400 / 8) * 20);
	});

	it('hands back what the task gives, and frees its place when it fails', async () => {
		const { clock, throttle } = setUp();
		const failing = throttle.run(async () => await Promise.reject(new Error('broken')), {
			concurrency: 1,
			lane,
		});
		const working = throttle.run(async () => await Promise.resolve('fine'), {
			concurrency: 1,
			lane,
		});
		await expect(failing).rejects.toThrow('broken');
		await expect(working).resolves.toBe('fine');
		await clock.elapse(settle());
		expect(throttle.isIdle()).toBe(true);
	});

	it('waits for the burst window with a single timer', async () => {
		const { clock, throttle } = setUp(200);
		const tasks = Array.from({ length: 1_000 }, async () => {
			await throttle.run(async () => await Promise.resolve(), { concurrency: 8, lane });
		});
		const { ms } = await clock.elapse(Promise.all(tasks));
		expect(ms).toBe(5 * 30_000);
		expect(clock.timersSet).toBe(5);
	});

	it('lets urgent requests go before what waits', async () => {
		const { clock, throttle } = setUp();
		const order: string[] = [];
		const run = async (name: string, urgent = false) =>
			await throttle.run(async () => await clock.sleep(1).then(() => order.push(name)), {
				concurrency: 1,
				lane,
				urgent,
			});
		await clock.elapse(Promise.all([run('a'), run('b'), run('c'), run('urgent', true)]));
		expect(order).toEqual(['a', 'urgent', 'b', 'c']);
	});

	describe('when the run is cancelled', () => {
		it('rejects what waits at once and lets others pass', async () => {
			const { clock, throttle } = setUp();
			const cancel = new AbortController();
			const holding = throttle.run(async () => await clock.sleep(1_000), { concurrency: 1, lane });
			const started = jest.fn(async () => await Promise.resolve());
			const waiting = Array.from({ length: 3 }, async () => {
				await throttle.run(started, { concurrency: 1, lane, signal: cancel.signal });
			});
			const other = throttle.run(async () => await Promise.resolve('passed'), {
				concurrency: 1,
				lane,
			});
			const ends = Promise.allSettled(waiting);
			cancel.abort();
			for (const end of await ends) {
				expect(end).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
			}
			await expect(clock.elapse(Promise.all([holding, other]))).resolves.toMatchObject({
				value: [undefined, 'passed'],
			});
			expect(started).not.toHaveBeenCalled();
		});

		it('rejects what comes afterwards', async () => {
			const { throttle } = setUp();
			const task = jest.fn();
			await expect(
				throttle.run(task, { concurrency: 1, lane, signal: AbortSignal.abort() }),
			).rejects.toMatchObject({ name: 'AbortError' });
			expect(task).not.toHaveBeenCalled();
		});

		it('keeps no timer for what has left', async () => {
			const { clock, throttle } = setUp(200);
			const cancel = new AbortController();
			const tasks = Array.from({ length: 300 }, async () => {
				const options = { concurrency: 8, lane, signal: cancel.signal };
				await throttle.run(async () => await Promise.resolve(), options);
			});
			await settle();
			expect(clock.timersLeft).toBe(1);
			cancel.abort();
			const ends = await Promise.allSettled(tasks);
			expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(110);
			expect(clock.timersLeft).toBe(0);
			expect(throttle.isIdle()).toBe(true);
		});

		it('listens to a signal once, and no longer than it has to', async () => {
			const { clock, throttle } = setUp();
			const { signal } = new AbortController();
			const listen = jest.spyOn(signal, 'addEventListener');
			const stop = jest.spyOn(signal, 'removeEventListener');
			const tasks = Array.from({ length: 100 }, async () => {
				await throttle.run(async () => await clock.sleep(1), { concurrency: 1, lane, signal });
			});
			await settle();
			expect(listen).toHaveBeenCalledTimes(2);
			await clock.elapse(Promise.all(tasks));
			expect(stop).toHaveBeenCalledTimes(2);
		});
	});

	describe('when a limit lasts', () => {
		it('turns away at once who will not wait that long, and lets the others wait', async () => {
			const { clock, throttle, start } = setUp();
			throttle.refused(start, throttled({ resetAt: start + 600_000 }), {});
			const task = jest.fn(async () => await Promise.resolve(clock.now()));
			const impatient = throttle.run(task, { concurrency: 1, lane, patienceMs: 60_000 });
			const patient = throttle.run(task, { concurrency: 1, lane, patienceMs: 700_000 });
			const turnedAway = await impatient.catch((error: unknown) => error);
			expect(turnedAway).toBeInstanceOf(LimitAhead);
			expect(turnedAway).toMatchObject({ until: start + 601_000, cause: { limit: 'hourly' } });
			expect(task).not.toHaveBeenCalled();
			const { value } = await clock.elapse(patient);
			expect(value).toBe(start + 601_000);
		});

		it('turns away those who wait already', async () => {
			const { clock, throttle, start } = setUp();
			const holding = throttle.run(
				async () => {
					await clock.sleep(10);
					throttle.refused(start, throttled({ resetAt: start + 600_000 }), {});
				},
				{ concurrency: 1, lane },
			);
			const waiting = Array.from({ length: 10 }, async () => {
				await throttle.run(async () => await Promise.resolve(), {
					concurrency: 1,
					lane,
					patienceMs: 60_000,
				});
			});
			const ends = Promise.allSettled(waiting);
			const { ms, value } = await clock.elapse(holding.then(async () => await ends));
			expect(ms).toBe(10);
			expect(value.every(({ status }) => status === 'rejected')).toBe(true);
		});
	});

	it('counts all pauses that hold a request up against its patience', async () => {
		const { clock, throttle, start } = setUp();
		throttle.refused(start, throttled({ resetAt: start + 39_000 }), {});
		const later = clock.sleep(39_999).then(() => {
			throttle.refused(clock.now(), throttled({ resetAt: start + 79_000 }), {});
		});
		const end = throttle
			.run(async () => await Promise.resolve('sent'), { concurrency: 1, lane, patienceMs: 60_000 })
			.catch((error: unknown) => error);
		const { value, ms } = await clock.elapse(Promise.all([end, later]));
		expect(value[0]).toMatchObject({ name: 'LimitAhead', heldUpMs: 39_999 });
		expect(ms).toBe(39_999);
	});

	it('serves runs in turn, however many requests one of them has waiting', async () => {
		const { clock, throttle } = setUp();
		const order: string[] = [];
		const run = async (lane: object, name: string) => {
			const task = async () => await clock.sleep(20).then(() => order.push(name));
			await throttle.run(task, { concurrency: 1, lane });
		};
		const [long, short] = [{}, {}];
		const all = Array.from({ length: 1_000 }, async () => await run(long, 'long'));
		await clock.elapse(Promise.all([...all, run(short, 'short')]));
		expect(order.indexOf('short')).toBeLessThan(3);
	});

	it('lets a run go on beside one whose answers hang', async () => {
		const { clock, throttle } = setUp();
		const hanging = { concurrency: 1, lane: {} };
		void throttle.run(async () => await new Promise(() => undefined), hanging);
		const waiting = jest.fn();
		void throttle.run(waiting, hanging);
		const other = throttle.run(async () => await Promise.resolve('passed'), {
			concurrency: 1,
			lane: {},
		});
		expect((await clock.elapse(other)).value).toBe('passed');
		expect(waiting).not.toHaveBeenCalled();
	});

	it('keeps room in a full burst window for somebody at a screen, and for nobody else', async () => {
		const { clock, throttle } = setUp(500);
		const run = async (own: object, atScreen: boolean) =>
			await throttle.run(async () => await Promise.resolve(clock.now()), {
				concurrency: 8,
				lane: own,
				atScreen,
			});
		const many = Array.from({ length: 10_000 }, async () => await run(lane, false));
		await settle();
		const before = clock.now();
		const patient = run({}, false);
		expect(await run({}, true)).toBe(before);
		expect((await clock.elapse(patient)).value).toBe(before + 30_000);
		await clock.elapse(Promise.all(many));
	});

	it('starts what waited behind a cancelled request at once, and none that is cancelled too', async () => {
		const { clock, throttle } = setUp();
		const cancel = new AbortController();
		void throttle.run(async () => await new Promise(() => undefined), { concurrency: 8, lane });
		const started = jest.fn(async () => await Promise.resolve());
		const ends = Promise.allSettled(
			[1, 2].map(async () => {
				await throttle.run(started, { concurrency: 1, lane, signal: cancel.signal });
			}),
		);
		const behind = throttle.run(async () => await Promise.resolve('passed'), {
			concurrency: 8,
			lane,
		});
		cancel.abort();
		expect((await clock.elapse(behind)).value).toBe('passed');
		await ends;
		expect(started).not.toHaveBeenCalled();
	});

	it('waits no longer when the time of day is set back', async () => {
		const { clock, throttle, start } = setUp();
		throttle.refused(start, throttled({ resetAt: start + 4_000 }), {});
		const setBack = clock.sleep(1_000).then(() => (clock.setBackMs = 3_600_000));
		const run = throttle.run(async () => await Promise.resolve(), { concurrency: 1, lane });
		expect((await clock.elapse(Promise.all([run, setBack]))).ms).toBe(5_000);
	});

	it('does for each of 10,000 that wait no more than it does for a few', async () => {
		const looks = async (count: number) => {
			const { clock, throttle } = setUp(500);
			const { signal } = new AbortController();
			const now = jest.spyOn(clock, 'ticks');
			const tasks = Array.from({ length: count }, async () => {
				await throttle.run(async () => await Promise.resolve(), { concurrency: 8, lane, signal });
			});
			await clock.elapse(Promise.all(tasks));
			return now.mock.calls.length / count;
		};
		const few = await looks(100);
		expect(await looks(10_000)).toBeLessThan(few * 1.5);
	});
});
