/** A time as ISO 8601 writes it, of which everything behind the date may be missing. */
const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** What a clock in the zone shows, as if that were UTC; epoch milliseconds. */
function clockIn(timeZone: string, time: number): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(time);
	const [year, month, day, hour, minute, second] = [
		'year',
		'month',
		'day',
		'hour',
		'minute',
		'second',
	].map((wanted) => Number(parts.find(({ type }) => type === wanted)?.value));
	return Date.UTC(year, month - 1, day, hour, minute, second) + (((time % 1000) + 1000) % 1000);
}

/**
 * A point in time. One without a zone is what a clock in the zone shows: the editor stores dates so.
 * Where clocks go forward, a time that none of them shows is taken an hour later.
 *
 * @param timeZone an IANA name
 * @returns epoch milliseconds; undefined for what is no date
 * @example zonedTime('2026-01-31T08:00:00', 'Europe/Berlin') // 2026-01-31T07:00:00Z
 */
export function zonedTime(text: string, timeZone: string): number | undefined {
	const match = ISO.exec(text.trim());
	if (!match) {
		// Another spelling, such as a Date as text, only where it says its zone.
		const time = /(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})/.test(text) ? Date.parse(text) : NaN;
		return Number.isNaN(time) ? undefined : time;
	}
	const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
	const clock = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
	const shown = new Date(clock);
	const exists =
		shown.getUTCMonth() + 1 === +month && shown.getUTCDate() === +day && +minute < 60 && +hour < 24;
	if (!exists || +second > 59) return undefined;
	const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
	if (zone !== undefined) return clock - offsetOf(zone) + milliseconds;
	const before = clock - (clockIn(timeZone, clock - DAY) - (clock - DAY));
	const after = clock - (clockIn(timeZone, clock + DAY) - (clock + DAY));
	// Of two times with this clock the first; where there is none, the clock before the change goes on.
	const time = clockIn(timeZone, before) === clock ? before : after;
	return (clockIn(timeZone, time) === clock ? time : before) + milliseconds;
}

const DAY = 86_400_000;

function offsetOf(zone: string): number {
	if (zone.toUpperCase() === 'Z') return 0;
	const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})/.exec(zone) ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
