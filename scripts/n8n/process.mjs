import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { onEachLine } from '../lib/command.mjs';
import { childEnvironment } from '../lib/environment.mjs';
import { onShutdown } from '../lib/shutdown.mjs';

const TAIL_LINES = 60;
const PATIENCE = 20_000;

/**
 * @typedef {object} ManagedProcess
 * @property {number} pid
 * @property {Promise<number>} exited resolves with the exit code
 * @property {() => boolean} isRunning
 * @property {() => string} tail the last lines it printed
 * @property {(callback: (line: string) => void) => void} onLine
 * @property {() => Promise<void>} stop asks it to end, and ends it if it does not in time
 */

/**
 * @typedef {object} ProcessOptions
 * @property {string} [cwd]
 * @property {Record<string, string>} [env]
 * @property {NodeJS.Signals} [stopSignal] that asks it to end; SIGTERM by default
 * @property {number} [patienceMs] for its end after that; twenty seconds by default
 */

/**
 * Starts a program that runs until it is stopped, in a process group of its own: Ctrl-C then
 * reaches this process alone, which ends the program and whatever that has started.
 * @param {string} command
 * @param {string[]} args
 * @param {ProcessOptions} [options]
 * @returns {Promise<ManagedProcess>}
 */
export async function startProcess(command, args, options = {}) {
	const grouped = process.platform !== 'win32';
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: childEnvironment(options.env),
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: grouped,
	});
	await new Promise((resolve, reject) => {
		child.once('spawn', resolve);
		child.once('error', reject);
	});
	const pid = /** @type {number} */ (child.pid);

	/** @type {string[]} */
	const tail = [];
	/** @type {((line: string) => void)[]} */
	const listeners = [];
	for (const stream of [child.stdout, child.stderr]) {
		onEachLine(stream, (line) => {
			tail.push(line);
			if (tail.length > TAIL_LINES) tail.shift();
			for (const listener of listeners) listener(line);
		});
	}

	let running = true;
	const exited = new Promise((resolve) => {
		child.once('exit', (code) => {
			running = false;
			forget();
			process.off('exit', endAtOnce);
			resolve(code ?? 1);
		});
	});
	/** @param {NodeJS.Signals} signal */
	const send = (signal) => {
		try {
			process.kill(grouped ? -pid : pid, signal);
		} catch (error) {
			const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
			if (!gone) throw error;
		}
	};
	// The last resort, where this process ends without having stopped what it started.
	const endAtOnce = () => send('SIGKILL');
	process.on('exit', endAtOnce);

	const stop = async () => {
		if (!running) return;
		send(options.stopSignal ?? 'SIGTERM');
		const timer = new AbortController();
		const late = delay(options.patienceMs ?? PATIENCE, true, { signal: timer.signal }).catch(
			() => false,
		);
		if ((await Promise.race([exited.then(() => false), late])) === true) send('SIGKILL');
		timer.abort();
		await exited;
	};
	const forget = onShutdown(stop);

	return {
		pid,
		exited,
		isRunning: () => running,
		tail: () => tail.join('\n'),
		onLine: (callback) => void listeners.push(callback),
		stop,
	};
}
