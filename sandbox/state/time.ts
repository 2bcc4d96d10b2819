/** A time the way Docusign writes it: UTC without a zone designator, no fraction where it is zero. */
export const localTime = (milliseconds: number): string =>
	new Date(milliseconds).toISOString().replace(/(\.000)?Z$/, '');

/** A time given by a client; without a zone it counts as UTC. NaN where it is none. */
export function parseTime(text: string): number {
	const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(text) || !text.includes('T');
	return Date.parse(zoned ? text : `${text}Z`);
}
