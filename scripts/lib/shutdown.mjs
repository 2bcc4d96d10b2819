/** @type {Set<() => Promise<void>>} */
const steps = new Set();
let stopping = false;

/**
 * Registers what has to happen before this process ends, however it ends. Steps run in the reverse
 * order of their registration.
 * @param {() => Promise<void>} step
 * @returns {() => void} takes the step back
 */
export function onShutdown(step) {
	steps.add(step);
	return () => void steps.delete(step);
}

/** Runs every registered step once. A step that fails is reported and does not keep the others from running. */
export async function shutdown() {
	stopping = true;
	for (const step of [...steps].reverse()) {
		steps.delete(step);
		try {
			await step();
		} catch (error) {
			process.stderr.write(`While stopping: ${error instanceof Error ? error.message : error}\n`);
		}
	}
}

/** Whether this process has begun to end, so that what fails now is no news. */
export function isStopping() {
	return stopping;
}

/**
 * Makes Ctrl-C, SIGTERM and a closing terminal end this process in good order, and a reader of its output that is
 * gone, as `| head` is: without this, the first line after that would end it and leave behind what it started.
 * @param {() => void} [announce]
 */
export function shutdownOnSignal(announce) {
	/** @param {number} number */
	const end = (number) => {
		if (stopping) return;
		stopping = true;
		announce?.();
		void shutdown().then(() => process.exit(128 + number));
	};
	for (const [signal, number] of /** @type {const} */ ([
		['SIGINT', 2],
		['SIGTERM', 15],
		['SIGHUP', 1],
	])) {
		process.on(signal, () => end(number));
	}
	for (const output of [process.stdout, process.stderr]) output.on('error', () => end(13));
}
