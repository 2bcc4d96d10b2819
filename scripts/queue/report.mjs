import { formatTable } from '../lib/table.mjs';

/**
 * What a run of the queue came to.
 * @param {import('./run.mjs').QueueRun} run
 */
export function queueTable({ figures, outcome, missedAtFirst }) {
	const { seconds, bound } = figures;
	return formatTable(
		[
			['Users', figures.wanted],
			['Missing', figures.missing],
			['Doubled', figures.doubled],
			['Executions that n8n gave up, handed in again', outcome.givenUp],
			['Their users who were not there at that time', missedAtFirst],
			['Items that failed', outcome.complaints.length],
			['Calls that create a user', figures.creates],
			['Requests', figures.requests],
			['Of those refused by a limit', figures.limitAnswers],
			['Token exchanges', figures.tokens],
			['Most requests in flight', figures.peak],
			['Seconds', seconds.toFixed(0)],
			['Seconds that the limit takes for what it let pass', bound.toFixed(0)],
			['Times the bound', (seconds / bound).toFixed(2)],
		].map((row) => row.map(String)),
	);
}

/**
 * Where the time went: requests a second, stretch by stretch.
 * @param {import('./figures.mjs').Figures} figures
 */
export function timelineTable({ timeline }) {
	return formatTable([
		['Second', 'taken/s', 'refused', ''],
		...timeline.map(({ from, taken, refused, happened }) => [
			String(from),
			taken.toFixed(1),
			String(refused),
			happened.join('; '),
		]),
	]);
}
