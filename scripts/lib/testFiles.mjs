import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isStopping, onShutdown } from './shutdown.mjs';

const COUNTS = fileURLToPath(new URL('countingReporter.mjs', import.meta.url));
const TO_STDOUT = '--test-reporter-destination=stdout';

/**
 * Runs files of node's test runner, one after the other, and prints what the runner says. Each is a process
 * whose end is waited for: node's own `run()` leaves its process behind when this one is stopped, and with it
 * whatever the tests have started.
 * @param {string[]} files
 * @param {{ pattern?: string, minutes: number }} options `pattern`: of the tests' names; `minutes` for each file
 * @returns {Promise<import('./countingReporter.mjs').Counts>} a file that fails without a test's failing counts as one
 */
export async function runTestFiles(files, { pattern, minutes }) {
	const total = { passed: 0, failed: 0 };
	for (const file of files) {
		if (isStopping()) break;
		const { passed, failed } = await runTestFile(file, pattern, minutes);
		total.passed += passed;
		total.failed += failed;
	}
	return total;
}

/**
 * @param {string} file
 * @param {string | undefined} pattern
 * @param {number} minutes
 */
async function runTestFile(file, pattern, minutes) {
	const args = ['--test-reporter=spec', TO_STDOUT, `--test-reporter=${COUNTS}`, TO_STDOUT];
	if (pattern) args.push(`--test-name-pattern=${pattern}`);
	const child = spawn(process.execPath, [...args, file], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	// The counts may come after the exit, but before the channel is closed.
	const ended = Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
	const forget = onShutdown(async () => {
		// Who has it on a terminal has sent it a signal already; it takes the second for the first.
		child.kill('SIGTERM');
		await ended;
	});
	const late = setTimeout(() => child.kill('SIGTERM'), minutes * 60_000);
	/** @type {import('./countingReporter.mjs').Counts} */
	let counts = { passed: 0, failed: 0 };
	child.on('message', (message) => {
		counts = /** @type {import('./countingReporter.mjs').Counts} */ (message);
	});
	const [[code]] = await ended;
	clearTimeout(late);
	forget();
	return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
