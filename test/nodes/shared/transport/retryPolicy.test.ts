import fc from 'fast-check';

import type { Throttled } from '../../../../nodes/shared/transport/answers/classify';
import {
	backoffCeiling,
	decideRetry,
	MOST_ATTEMPTS,
	type RetryQuestion,
} from '../../../../nodes/shared/transport/retryPolicy';

const now = Date.UTC(2030, 0, 1, 12, 0, 0);
const throttled = (named: Partial<Throttled> = {}): Throttled => ({
	kind: 'throttled',
	status: 429,
	text: {},
	limit: 'unknown',
	...named,
});
const failed = { kind: 'serverError', status: 503, text: {} } as const;
const lost = { kind: 'unknownOutcome', why: 'noAnswer', sent: true } as const;
const question = (changes: Partial<RetryQuestion>): RetryQuestion => ({
	outcome: failed,
	attempt: 1,
	waitedMs: 0,
	maxWaitMs: 60_000,
	repeat: 'safe',
	now,
	random: 0.5,
	...changes,
});

describe('decideRetry', () => {
	describe('after a limit', () => {
		it('waits until a second after the reset, even for a call that is not safe to repeat', () => {
			const outcome = throttled({ resetAt: now + 4_000, retryAfterMs: 90_000 });
			expect(decideRetry(question({ outcome, repeat: 'unsafe' }))).toEqual({
				action: 'retry',
				delayMs: 5_000,
			});
		});

		it('waits as long as Retry-After says where no reset is named', () => {
			const outcome = throttled({ retryAfterMs: 7_000 });
			expect(decideRetry(question({ outcome }))).toEqual({ action: 'retry', delayMs: 7_000 });
		});

		it('does not trust a reset that lies in the past', () => {
			const outcome = throttled({ resetAt: now - 3_600_000, retryAfterMs: 7_000 });
			expect(decideRetry(question({ outcome }))).toEqual({ action: 'retry', delayMs: 7_000 });
		});

		it('gives up at once when the limit ends later than the request may wait', () => {
			const outcome = throttled({ limit: 'hourly', resetAt: now + 59_001 });
			expect(decideRetry(question({ outcome }))).toEqual({ action: 'giveUp', why: 'limitAhead' });
			const inTime = throttled({ limit: 'hourly', resetAt: now + 59_000 });
			expect(decideRetry(question({ outcome: inTime })).action).toBe('retry');
		});

		it('counts what the request has waited before', () => {
			const outcome = throttled({ resetAt: now + 4_000 });
			expect(decideRetry(question({ outcome, waitedMs: 55_001 }))).toEqual({
				action: 'giveUp',
				why: 'limitAhead',
			});
		});

		it('asks a server whose times do not hold less and less often', () => {
			const delays = [1, 4, 8, 20].map((attempt) =>
				decideRetry(question({ outcome: throttled({ retryAfterMs: 0 }), attempt })),
			);
			expect(delays).toEqual(
				[100, 800, 12_800, 30_000].map((delayMs) => ({ action: 'retry', delayMs })),
			);
		});
	});

	describe('after a failure', () => {
		it.each([failed, lost])('repeats what is safe to repeat: %j', (outcome) => {
			expect(decideRetry(question({ outcome })).action).toBe('retry');
		});

		it.each([failed, lost])('hands the unknown outcome of a write back: %j', (outcome) => {
			expect(decideRetry(question({ outcome, repeat: 'unsafe' }))).toEqual({
				action: 'giveUp',
				why: 'unknownOutcome',
			});
		});

		it('repeats any request that never left', () => {
			const outcome = { ...lost, sent: false };
			expect(decideRetry(question({ outcome, repeat: 'unsafe' })).action).toBe('retry');
		});

		it('gives up after some attempts', () => {
			expect(decideRetry(question({ attempt: MOST_ATTEMPTS - 1 })).action).toBe('retry');
			expect(decideRetry(question({ attempt: MOST_ATTEMPTS }))).toEqual({
				action: 'giveUp',
				why: 'exhausted',
			});
		});

		it('honours the Retry-After of a maintenance window, or gives up', () => {
			const outcome = { ...failed, retryAfterMs: 20_000 };
			expect(decideRetry(question({ outcome }))).toEqual({ action: 'retry', delayMs: 20_000 });
			const longer = { ...failed, retryAfterMs: 120_000 };
			expect(decideRetry(question({ outcome: longer })).action).toBe('giveUp');
		});
	});

	it.each(['unauthorized', 'forbidden', 'notFound', 'refused', 'redirected'] as const)(
		'never repeats what was %s',
		(kind) => {
			const outcome = { kind, status: 400, text: {} };
			expect(decideRetry(question({ outcome }))).toEqual({ action: 'giveUp', why: 'final' });
		},
	);
});

describe('the delay', () => {
	const attempts = fc.integer({ min: 1, max: 1_000 });
	const causes = fc.constantFrom('throttled', 'failed');
	const waits = fc.option(fc.integer({ min: -10_000, max: 200_000 }), { nil: undefined });

	it('has a ceiling that grows with each attempt up to a bound', () => {
		fc.assert(
			fc.property(attempts, causes, (attempt, cause) => {
				const ceiling = backoffCeiling(attempt, cause);
				expect(ceiling).toBeLessThanOrEqual(backoffCeiling(attempt + 1, cause));
				expect(ceiling).toBeGreaterThan(0);
				expect(ceiling).toBeLessThanOrEqual(30_000);
			}),
		);
	});

	it.each([throttled(), throttled({ retryAfterMs: 0 }), failed])(
		'comes to an end when nothing may be waited: %j',
		(outcome) => {
			expect(decideRetry(question({ outcome, maxWaitMs: 0 })).action).toBe('giveUp');
		},
	);

	it('never exceeds what the request may still wait, and is never zero', () => {
		const questions = fc.record({
			outcome: fc.oneof(
				fc.record({ resetIn: waits, retryAfterMs: waits }).map(({ resetIn, retryAfterMs }) =>
					throttled({
						resetAt: resetIn === undefined ? undefined : now + resetIn,
						retryAfterMs: retryAfterMs === undefined ? undefined : Math.max(0, retryAfterMs),
					}),
				),
				fc.constant(failed),
				fc.constant(lost),
			),
			attempt: fc.integer({ min: 1, max: 20 }),
			waitedMs: fc.integer({ min: 0, max: 100_000 }),
			maxWaitMs: fc.integer({ min: 0, max: 100_000 }),
			repeat: fc.constantFrom('safe' as const, 'unsafe' as const),
			random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
		});
		fc.assert(
			fc.property(questions, (given) => {
				const decision = decideRetry({ ...given, now });
				if (decision.action === 'giveUp') return;
				expect(decision.delayMs).toBeGreaterThanOrEqual(100);
				expect(given.waitedMs + decision.delayMs).toBeLessThanOrEqual(given.maxWaitMs);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('is cut to what the request may still wait', () => {
		const left = { attempt: 10, random: 0.99, waitedMs: 3_000, maxWaitMs: 5_000 };
		expect(decideRetry(question({ outcome: throttled(), ...left }))).toEqual({
			action: 'retry',
			delayMs: 2_000,
		});
	});

	it('uses the whole range below the ceiling', () => {
		const delay = (random: number) =>
			decideRetry(question({ outcome: throttled(), attempt: 4, random }));
		expect(delay(0)).toEqual({ action: 'retry', delayMs: 100 });
		expect(delay(0.9999)).toEqual({ action: 'retry', delayMs: 7_999 });
	});
});
