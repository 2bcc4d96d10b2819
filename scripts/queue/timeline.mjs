/** @typedef {{ at: number, limited?: true }} Seen a request as the sandbox recorded it; `at` in epoch ms */
/** @typedef {{ at: number, text: string }} Happening something that was done to the cluster */

/**
 * How many requests a limit let pass and refused, in stretches of equal length, with what happened in each.
 * @param {readonly Seen[]} requests in the order of their arrival
 * @param {readonly Happening[]} happenings
 * @param {number} [seconds] of a stretch
 * @returns {{ from: number, taken: number, refused: number, happened: string[] }[]} `from`: seconds since the
 * first request; `taken`: a second
 */
export function timelineOf(requests, happenings, seconds = 5) {
	if (requests.length === 0) return [];
	const start = requests[0].at;
	/** @param {number} at */
	const stretchOf = (at) => Math.max(0, Math.floor((at - start) / 1_000 / seconds));
	const last = stretchOf(requests[requests.length - 1].at);
	const stretches = Array.from({ length: last + 1 }, (_, index) => ({
		from: index * seconds,
		taken: 0,
		refused: 0,
		happened: /** @type {string[]} */ ([]),
	}));
	for (const { at, limited } of requests) {
		const stretch = stretches[stretchOf(at)];
		if (limited) stretch.refused++;
		else stretch.taken++;
	}
	for (const stretch of stretches) stretch.taken /= seconds;
	for (const { at, text } of happenings) {
		stretches[Math.min(last, stretchOf(at))].happened.push(text);
	}
	return stretches;
}
