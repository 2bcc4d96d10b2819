import { formatTable } from '../scripts/lib/table.mjs';

/** @typedef {import('./rounds.mjs').Measurement} Measurement */
/** @typedef {{ what: string, reached: number, target: number }} Verdict */

/** @param {number[]} values */
export function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * @param {Measurement[]} runs
 * @returns {Measurement}
 */
export function summarize(runs) {
	const memory = runs.flatMap(({ megabytes }) => (megabytes === undefined ? [] : [megabytes]));
	return {
		seconds: median(runs.map(({ seconds }) => seconds)),
		wall: median(runs.map(({ wall }) => wall)),
		requests: median(runs.map(({ requests }) => requests)),
		megabytes: memory.length > 0 ? median(memory) : undefined,
	};
}

/**
 * @param {string} title
 * @param {Map<string, Measurement[]>} runs by contender; the first is ours
 */
export function resultTable(title, runs) {
	const [firstRuns = []] = runs.values();
	const ours = summarize(firstRuns);
	const rows = [...runs].map(([name, all]) => {
		const { seconds, wall, requests, megabytes } = summarize(all);
		return [
			name,
			seconds.toFixed(2),
			wall.toFixed(2),
			String(requests),
			megabytes === undefined ? '' : megabytes.toFixed(0),
			(ours.seconds / seconds).toFixed(2),
			megabytes === undefined ? '' : ((ours.megabytes ?? NaN) / megabytes).toFixed(2),
		];
	});
	return formatTable([
		[title, 'seconds', 'wall', 'requests', 'memory MB', 'our time ÷ its', 'our memory ÷ its'],
		...rows,
	]);
}

/**
 * Prints what was reached of what was asked for; where anything was missed, the process ends with 1.
 * @param {Verdict[]} verdicts
 */
export function tellVerdicts(verdicts) {
	const isReached = (/** @type {Verdict} */ { reached, target }) => reached <= target;
	const rows = verdicts.map((verdict) => [
		verdict.what,
		verdict.reached.toFixed(2),
		`≤ ${verdict.target.toFixed(2)}`,
		isReached(verdict) ? 'reached' : 'MISSED',
	]);
	process.stdout.write(`\n${formatTable([['ratio', 'measured', 'target', ''], ...rows])}\n`);
	if (!verdicts.every(isReached)) process.exitCode = 1;
}
