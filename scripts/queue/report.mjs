import { formatTable } from '../lib/table.mjs';

/** @typedef {import('./figures.mjs').Figures} Figures */

/**
 * What a run of the queue came to, before and after what n8n gave up was run again.
 * @param {{ first: Figures, last: Figures, givenUp: number[] }} run
 */
export function queueTable({ first, last, givenUp }) {
	/** @param {string} label @param {(figures: Figures) => string | number} value */
	const row = (label, value) => [label, String(value(first)), String(value(last))];
	return formatTable([
		['', 'first run', 'with the re-run'],
		row('users asked for', ({ wanted }) => wanted),
		row('missing', ({ missing }) => missing),
		row('doubled', ({ doubled }) => doubled),
		row('requests', ({ requests }) => requests),
		row('of those refused by a limit', ({ limitAnswers }) => limitAnswers),
		row('token exchanges', ({ tokens }) => tokens),
		row('most requests in flight', ({ peak }) => peak),
		row('seconds', ({ seconds }) => seconds.toFixed(0)),
		row('times the bound', ({ overBound }) => overBound.toFixed(2)),
		['executions given up', String(givenUp.length), ''],
	]);
}
