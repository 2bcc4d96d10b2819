import { isStopping } from './shutdown.mjs';

const REPORT_EVERY = 15_000;

/**
 * Shows that something long goes on: one line kept up to date on a terminal, a line every fifteen
 * seconds in a log.
 * @param {string} title
 */
export function startProgress(title) {
	const started = Date.now();
	const live = process.stderr.isTTY === true;
	let detail = '';
	const text = () => {
		const seconds = Math.round((Date.now() - started) / 1000);
		return `${title}: ${[detail, `${seconds} s`].filter(Boolean).join(', ')}`;
	};
	const show = () => process.stderr.write(live ? `\r\x1b[2K${text()}` : `${text()}\n`);
	process.stderr.write(live ? `${title} …` : `${title} …\n`);
	const timer = setInterval(show, live ? 500 : REPORT_EVERY);
	return {
		/** @param {string} update */
		update: (update) => void (detail = update),
		/** @param {string} [result] */
		end: (result = 'done') => {
			clearInterval(timer);
			// What was stopped has neither failed nor come to its end.
			if (isStopping()) return;
			process.stderr.write(`${live ? '\r\x1b[2K' : ''}${text()}, ${result}\n`);
		},
	};
}
