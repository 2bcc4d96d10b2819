import type { Throttled } from '../../../../../nodes/shared/transport/answers/classify';
import { Limiter } from '../../../../../nodes/shared/transport/limits/limiter';
import type { LimitHeaders } from '../../../../../nodes/shared/transport/limits/limitHeaders';

const start = Date.UTC(2030, 0, 1, 12, 0, 0);
const throttled = (named: Partial<Throttled> = {}): Throttled => ({
	kind: 'throttled',
	status: 429,
	text: {},
	limit: 'unknown',
	...named,
});

/** Sends as much as it may, one after the other, until `until`; returns when each left. */
function sendAll(
	limiter: Limiter,
	from: number,
	until: number,
	headers: LimitHeaders = {},
): number[] {
	const left: number[] = [];
	for (let now = from; now <= until; now = Math.max(now, limiter.readyAt(now))) {
		if (left.length > 10_000) throw new Error('Nothing holds the requests back');
		if (limiter.readyAt(now) > now) continue;
		limiter.sent(now);
		limiter.accepted(now, now, headers);
		left.push(now);
	}
	return left;
}

const within = (times: number[], from: number, ms: number) =>
	times.filter((at) => at >= from && at < from + ms).length;

describe('Limiter', () => {
	it('stays below the published burst in every 30 seconds', () => {
		const times = sendAll(new Limiter(500), start, start + 90_000);
		for (const at of times) expect(within(times, at, 30_000)).toBeLessThan(500);
		expect(within(times, start, 30_000)).toBe(475);
	});

	it('does not hold back 400 requests in a row', () => {
		const limiter = new Limiter(500);
		for (let page = 0; page < 400; page++) {
			expect(limiter.readyAt(start + page)).toBe(start + page);
			limiter.sent(start + page);
			limiter.accepted(start + page, start + page, { burstLimit: 500, burstRemaining: 500 - page });
		}
	});

	it.each([
		[200, 190],
		[1_000, 950],
	])('takes over a burst limit of %i that the server names', (burstLimit, expected) => {
		const times = sendAll(new Limiter(500), start, start + 29_999, {
			burstLimit,
			burstRemaining: burstLimit / 2,
		});
		expect(times).toHaveLength(expected);
	});

	it('does not take a limit of seconds for one of 30 seconds', () => {
		const headers = { burstLimit: 20, burstRemaining: 10 };
		expect(sendAll(new Limiter(500), start, start + 29_999, headers)).toHaveLength(475);
	});

	it('knows no limit where none is published', () => {
		const limiter = new Limiter();
		for (let sent = 0; sent < 5_000; sent++) limiter.sent(start);
		expect(limiter.readyAt(start)).toBe(start);
	});

	it('pauses until a second after the reset that a refusal names', () => {
		const limiter = new Limiter(500);
		limiter.sent(start);
		limiter.refused(start + 20, start, throttled({ resetAt: start + 5_000 }), {});
		expect(limiter.readyAt(start + 20)).toBe(start + 6_000);
		expect(limiter.pause(start + 20)?.until).toBe(start + 6_000);
		expect(limiter.pause(start + 6_000)).toBeUndefined();
	});

	it('pauses longer and longer where no time is named, until something is accepted', () => {
		const limiter = new Limiter(500);
		let now = start;
		const pauses: number[] = [];
		for (let time = 0; time < 7; time++) {
			limiter.refused(now, now, throttled(), {});
			const until = limiter.pause(now)?.until ?? now;
			pauses.push(until - now);
			now = until;
		}
		expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
		limiter.accepted(now + 1, now + 1, {});
		limiter.refused(now + 2, now + 2, throttled(), {});
		expect((limiter.pause(now + 2)?.until ?? 0) - now).toBe(1_002);
	});

	it.each([throttled(), throttled({ retryAfterMs: 1_000 })])(
		'takes the refusals of what was in flight together for one: %j',
		(refusal) => {
			const once = new Limiter();
			const often = new Limiter();
			for (const limiter of [once, often]) {
				sendAllEvenly(limiter, start, 20, 10);
				limiter.refused(start + 220, start + 200, refusal, {});
			}
			for (let other = 0; other < 7; other++) {
				often.refused(start + 220, start + 210, refusal, {});
			}
			expect(sendAll(often, start + 220, start + 20_000)).toEqual(
				sendAll(once, start + 220, start + 20_000),
			);
		},
	);

	it('never pauses for longer than an hour, whatever is named', () => {
		const limiter = new Limiter(500);
		limiter.refused(start, start, throttled({ resetAt: start + 1e12 }), {});
		expect(limiter.readyAt(start)).toBeLessThanOrEqual(start + 3_601_000);
	});

	it('goes on below the pace that was refused', () => {
		const limiter = new Limiter();
		sendAllEvenly(limiter, start, 20, 50);
		limiter.refused(start + 1_000, start + 999, throttled(), {});
		const times = sendAll(limiter, start + 1_000, start + 12_000);
		expect(within(times, start + 2_000, 1_000)).toBeGreaterThanOrEqual(16);
		expect(within(times, start + 2_000, 1_000)).toBeLessThanOrEqual(19);
	});

	describe('when a burst window was filled at once, with others', () => {
		/** 250 of the 500 were ours; every request after them is refused for as long as the window lasts. */
		function refusedTimes(times: number) {
			const limiter = new Limiter(500);
			sendAllEvenly(limiter, start, 250, 4);
			let now = start + 1_000;
			for (let time = 0; time < times; time++) {
				limiter.sent(now);
				limiter.refused(now, now, throttled(), {});
				now = limiter.pause(now)?.until ?? now;
			}
			return sendAll(limiter, now, now + 10_000).length / 10;
		}

		it('goes on at the pace that the whole window allows', () => {
			expect(refusedTimes(1)).toBeGreaterThan((250 / 30) * 0.85);
			expect(refusedTimes(1)).toBeLessThan(250 / 30);
		});

		it('takes a window that is still full for no reason to go slower', () => {
			expect(refusedTimes(5)).toBeGreaterThanOrEqual(refusedTimes(1));
		});
	});

	describe('when the server says that little is left', () => {
		const left = (remaining: number, resetIn: number): LimitHeaders => ({
			limit: 3_000,
			remaining,
			resetAt: start + resetIn,
		});

		it('goes on at full pace while more than a twentieth of the hour is left', () => {
			const limiter = new Limiter(500);
			limiter.accepted(start, start, left(151, 1_800_000));
			limiter.sent(start);
			expect(limiter.readyAt(start)).toBe(start);
		});

		it('spreads the rest over the hour', () => {
			const limiter = new Limiter(500);
			limiter.sent(start);
			limiter.accepted(start, start, left(100, 100_000));
			expect(limiter.readyAt(start)).toBe(start + 1_000);
		});

		it('never waits longer than two seconds for that', () => {
			const limiter = new Limiter(500);
			limiter.sent(start);
			limiter.accepted(start, start, left(0, 1_800_000));
			expect(limiter.readyAt(start)).toBe(start + 2_000);
		});

		it('waits for a window that ends in a moment', () => {
			const limiter = new Limiter(500);
			limiter.accepted(start, start, left(0, 800));
			expect(limiter.readyAt(start)).toBe(start + 800);
			expect(limiter.readyAt(start + 801)).toBe(start + 801);
		});

		it('forgets it when the time has come', () => {
			const limiter = new Limiter(500);
			limiter.sent(start);
			limiter.accepted(start, start, left(0, 60_000));
			const later = start + 60_000;
			expect(limiter.readyAt(later)).toBe(later);
			limiter.sent(later);
			limiter.accepted(later, later, {});
			limiter.sent(later);
			expect(limiter.readyAt(later)).toBe(later);
		});

		it('uses a small limit to the last request, where it comes back at once', () => {
			/** How long a request holds the next one back after windows of a second that end with so many of 20 left. */
			const heldBackAfter = (...windows: number[]) => {
				const limiter = new Limiter();
				let now = start;
				for (const least of windows) {
					for (const burstRemaining of [17, 14, 11, 8, least]) {
						now += 200;
						limiter.sent(now);
						limiter.accepted(now, now, { burstLimit: 20, burstRemaining });
					}
				}
				limiter.sent(now);
				return limiter.readyAt(now) - now;
			};
			expect(heldBackAfter(5, 5, 1)).toBe(0);
			expect(heldBackAfter(5, 5, 0)).toBeGreaterThan(0);
			// Whether it does is not known yet.
			expect(heldBackAfter(1)).toBeGreaterThan(0);
		});

		it('slows down before a burst is refused, but does not believe it for ever', () => {
			const limiter = new Limiter();
			const headers = { burstLimit: 20, burstRemaining: 0 };
			const times = sendAll(limiter, start, start + 60_000, headers);
			expect(within(times, start + 1_000, 1_000)).toBeLessThan(20);
			expect(within(times, start + 50_000, 10_000)).toBeGreaterThan(10);
		});

		it('does not slow down below what a 30-second burst allows for good', () => {
			const limiter = new Limiter(500);
			const times = sendAll(limiter, start, start + 60_000, {
				burstLimit: 500,
				burstRemaining: 10,
			});
			expect(within(times, start + 10_000, 10_000)).toBeGreaterThanOrEqual(155);
		});
	});
});

function sendAllEvenly(limiter: Limiter, from: number, count: number, gap: number): void {
	for (let sent = 0; sent < count; sent++) {
		limiter.sent(from + sent * gap);
		limiter.accepted(from + sent * gap, from + sent * gap, {});
	}
}
