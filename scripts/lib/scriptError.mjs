import { isStopping } from './shutdown.mjs';

/** A failure whose message is meant for the person at the terminal: printed without a stack trace. */
export class ScriptError extends Error {
	name = 'ScriptError';
}

/**
 * Prints what went wrong. A ScriptError is printed as it stands, anything else with its stack,
 * since it is a mistake in the script. Nothing is printed while this process is being stopped: what
 * fails then fails because of that.
 * @param {unknown} error
 */
export function report(error) {
	if (isStopping()) return;
	const text =
		error instanceof ScriptError
			? error.message
			: error instanceof Error
				? (error.stack ?? error.message)
				: String(error);
	process.stderr.write(`\n${text}\n`);
}
