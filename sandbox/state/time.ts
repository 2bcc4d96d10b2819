/** In milliseconds. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const MAX_WRITTEN = 300_000;
const written = new Map<number, string>();

/** A time the way Docusign writes it: UTC without a zone designator, no fraction where it is zero. */
export function localTime(milliseconds: number): string {
	// A page of users has 500 times, the same on every walk: writing them costs more than the rest.
	let text = written.get(milliseconds);
	if (text === undefined) {
		text = new Date(milliseconds).toISOString().replace(/(\.000)?Z$/, '');
		if (written.size >= MAX_WRITTEN) written.clear();
		written.set(milliseconds, text);
	}
	return text;
}

/** A time given by a client; without a zone it counts as UTC. NaN where it is none. */
export function parseTime(text: string): number {
	const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(text) || !text.includes('T');
	return Date.parse(zoned ? text : `${text}Z`);
}
