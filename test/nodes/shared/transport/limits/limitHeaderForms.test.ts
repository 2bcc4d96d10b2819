import fc from 'fast-check';

import { readLimitHeaders } from '../../../../../nodes/shared/transport/limits/limitHeaders';
import { writeTime, type TimeForm } from '../../../../../sandbox/http/times';

const now = Date.UTC(2030, 0, 1, 12, 0, 0);
const FORMS: TimeForm[] = [
	'epochSeconds',
	'epochMilliseconds',
	'secondsLeft',
	'isoDate',
	'httpDate',
];

const reset = (text: string, more = {}) =>
	readLimitHeaders({ 'x-ratelimit-reset': text, ...more }, now).resetAt;
const after = (text: string, more = {}) =>
	readLimitHeaders({ 'retry-after': text, ...more }, now).retryAfterMs;

describe.each(FORMS)('a time given as %s', (form) => {
	it('is that time, in either header and whatever our clock', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 7_200 }),
				fc.integer({ min: -1e6, max: 1e6 }),
				(s, off) => {
					const theirs = now + off * 1_000;
					const date = new Date(theirs).toUTCString();
					const text = writeTime(form, theirs + s * 1_000, theirs);
					// Less than five seconds may be the answer's way.
					const slack = form === 'secondsLeft' || Math.abs(off) > 5 ? 0 : Math.abs(off) * 1_000;
					expect(Math.abs((reset(text, { date }) ?? NaN) - (now + s * 1_000))).toBeLessThanOrEqual(
						slack,
					);
					expect(Math.abs((after(text, { date }) ?? NaN) - s * 1_000)).toBeLessThanOrEqual(slack);
				},
			),
		);
	});
});

it.each([
	['2030-01-01T12:01:30Z'],
	['2030-01-01T12:01:30.000Z'],
	['2030-01-01 12:01:30'],
	['2030-01-01T14:01:30+02:00'],
	['2030-01-01T07:01:30-0500'],
	['Tue, 01 Jan 2030 12:01:30 GMT'],
	['Tuesday, 01-Jan-30 12:01:30 GMT'],
	['Tue Jan  1 12:01:30 2030'],
])('reads the date %s', (text) => {
	expect(reset(text)).toBe(now + 90_000);
	expect(after(text)).toBe(90_000);
});

it.each([
	['2030-01-01'],
	['2030'.repeat(5)],
	['90 minutes'],
	['12:01:30'],
	['3 of 4'],
	['90s'],
	['1e3'],
	['0x10'],
	['-90'],
	['90, 120'],
	['Tuesday'],
	['2030-13-45T99:00:00Z'],
	['Tue, 01 Foo 2030 12:01:30 GMT'],
	['PT90S'],
	['none'],
	[''],
])('ignores %j, which is none of these', (text) => {
	expect(reset(text)).toBeUndefined();
	expect(after(text)).toBeUndefined();
});

it('never reads a number by its leading digits', () => {
	fc.assert(
		fc.property(fc.nat(), fc.string({ minLength: 1 }), (number, rest) => {
			fc.pre(!/^[\s\d.,]*$/.test(rest));
			const text = `${number}${rest}`;
			const read = readLimitHeaders({ 'x-ratelimit-remaining': text }, now);
			expect(read.remaining).toBeUndefined();
		}),
	);
});
