import fc from 'fast-check';

import { readLimitHeaders } from '../../../../../nodes/shared/transport/limits/limitHeaders';

const now = Date.UTC(2030, 0, 1, 12, 0, 0);
const seconds = now / 1_000;

describe('readLimitHeaders', () => {
	it('reads the hourly and the burst limit', () => {
		const read = readLimitHeaders(
			{
				'x-ratelimit-limit': '3000',
				'x-ratelimit-remaining': '2871',
				'x-ratelimit-reset': String(seconds + 1_800),
				'x-burstlimit-limit': '500',
				'x-burstlimit-remaining': '490',
			},
			now,
		);
		expect(read).toEqual({
			limit: 3000,
			remaining: 2871,
			resetAt: now + 1_800_000,
			burstLimit: 500,
			burstRemaining: 490,
			retryAfterMs: undefined,
		});
	});

	it.each([
		['epoch seconds', String(seconds + 90)],
		['epoch milliseconds', String(now + 90_000)],
		['seconds from now', '90'],
		['a list of the same value', `${seconds + 90}, ${seconds + 90}`],
	])('understands a reset given as %s', (_, reset) => {
		expect(readLimitHeaders({ 'x-ratelimit-reset': reset }, now).resetAt).toBe(now + 90_000);
	});

	it.each([
		['7', 7_000],
		['0', 0],
		['1.5', 1_500],
		[new Date(now + 42_000).toUTCString(), 42_000],
		[new Date(now - 42_000).toUTCString(), 0],
		['soon', undefined],
		['', undefined],
		['-3', undefined],
	])('reads Retry-After: %s', (value, expected) => {
		const { retryAfterMs } = readLimitHeaders({ 'retry-after': value }, now);
		expect(retryAfterMs).toBe(expected);
	});

	it('moves points in time to our clock when the server shows that it differs', () => {
		const serverNow = now + 600_000;
		const headers = {
			date: new Date(serverNow).toUTCString(),
			'x-ratelimit-reset': String(serverNow / 1_000 + 30),
			'retry-after': new Date(serverNow + 30_000).toUTCString(),
		};
		expect(readLimitHeaders(headers, now)).toMatchObject({
			resetAt: now + 30_000,
			retryAfterMs: 30_000,
		});
	});

	it('takes a difference of the size of a slow answer for none', () => {
		const headers = {
			date: new Date(now - 3_000).toUTCString(),
			'x-ratelimit-reset': String(seconds + 30),
		};
		expect(readLimitHeaders(headers, now).resetAt).toBe(now + 30_000);
	});

	it('never reads anything but numbers that are not negative', () => {
		const names = [
			'x-ratelimit-limit',
			'x-ratelimit-remaining',
			'x-ratelimit-reset',
			'x-burstlimit-limit',
			'x-burstlimit-remaining',
			'retry-after',
		];
		const headers = fc.dictionary(
			fc.constantFrom(...names),
			fc.oneof(fc.string(), fc.float().map(String)),
		);
		fc.assert(
			fc.property(headers, (given) => {
				for (const value of Object.values(readLimitHeaders(given, now))) {
					expect(value === undefined || (Number.isFinite(value) && value >= 0)).toBe(true);
				}
			}),
		);
	});
});
