/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { systemClock } from '../../nodes/shared/n8n/clock';
import type { Sandbox } from '../../sandbox';

/** Turns of the event loop in which nothing arrives before time is put forward. */
const QUIET_TURNS = 20;
const HOUR_MS = 3_600_000;

interface Limit {
	at: number;
	end: AbortController;
}

export interface VirtualTime {
	/** Milliseconds that have passed so far, beside those that really did. */
	passed(): number;
	/**
	 * Lets two hours and more pass at once, till ten past an hour: no limit lasts so long, and the next hour,
	 * in which an hourly one ends, is far off, whatever the time of day.
	 */
	rest(): void;
	/**
	 * A run during which time is put forward whenever nothing else can happen: when all that is under way are
	 * requests that a fault never lets end, the next time limit is up.
	 */
	during<T>(sandbox: Sandbox, run: Promise<T>): Promise<T>;
}

/** Waits and time limits of the package that pass at once. For the whole file, since time must not go back. */
export function virtualTime(): VirtualTime {
	let ahead = 0;
	let limits: Limit[] = [];
	const { now, ticks } = systemClock;
	const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));
	beforeAll(() => {
		jest.spyOn(systemClock, 'now').mockImplementation(() => now() + ahead);
		jest.spyOn(systemClock, 'ticks').mockImplementation(() => ticks() + ahead);
		jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => {
			ahead += ms;
			await turn();
		});
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
			const end = new AbortController();
			limits.push({ at: ahead + ms, end });
			return end.signal;
		});
	});
	afterAll(() => jest.restoreAllMocks());

	function nextLimit(): void {
		ahead = Math.max(ahead, Math.min(...limits.map(({ at }) => at)));
		const due = limits.filter(({ at }) => at <= ahead);
		limits = limits.filter(({ at }) => at > ahead);
		for (const { end } of due) end.abort(new DOMException('The time is up', 'TimeoutError'));
	}

	return {
		passed: () => ahead,
		rest: () => void (ahead += 3 * HOUR_MS - (systemClock.now() % HOUR_MS) + HOUR_MS / 6),
		async during(sandbox, run) {
			limits = [];
			let isDone = false;
			const end = () => void (isDone = true);
			run.then(end, end);
			let [quiet, seen] = [0, 0];
			while (!isDone) {
				await turn();
				const { traffic } = sandbox;
				const onlyHanging = traffic.hanging > 0 && traffic.hanging === traffic.inFlight;
				quiet = onlyHanging && seen === traffic.total ? quiet + 1 : 0;
				seen = traffic.total;
				if (quiet < QUIET_TURNS || limits.length === 0) continue;
				quiet = 0;
				nextLimit();
			}
			// A sign-in belongs to all who wait for it: it goes on to its own limit when one of them is gone.
			while (sandbox.traffic.hanging > 0 && limits.length > 0) {
				nextLimit();
				for (let turns = 0; turns < QUIET_TURNS; turns++) await turn();
			}
			return await run;
		},
	};
}
