import { ScriptError } from '../lib/scriptError.mjs';

const UNREACHABLE =
	/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network/i;
const NO_SPACE = /ENOSPC/;
const NOT_THERE = /E404|ETARGET|No matching version/;

/**
 * @param {string} what
 * @param {string} output what npm printed
 * @returns {ScriptError} says what could not be fetched, why, and what to do
 */
export function downloadFailure(what, output) {
	const advice = NO_SPACE.test(output)
		? 'The disk is full: n8n takes about 3 GB.'
		: NOT_THERE.test(output)
			? 'The npm registry in use does not have it. See `npm config get registry`.'
			: UNREACHABLE.test(output)
				? 'The npm registry was not reached. Check the network, proxy and `npm config get registry`.'
				: 'npm says why:';
	const lines = output
		.split('\n')
		.filter((line) => /npm (error|ERR!)\s+\S/.test(line) && !/ at .*:\d+:\d+\)?/.test(line));
	const detail = (lines.length > 0 ? lines : output.split('\n')).slice(0, 12).join('\n');
	return new ScriptError(
		`${what} could not be installed. ${advice}\n${detail}\n\nRun the same command again afterwards: what npm has downloaded is kept.`,
	);
}
