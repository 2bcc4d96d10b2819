import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { onShutdown } from './shutdown.mjs';
import { ScriptError } from './scriptError.mjs';

const TAIL_LINES = 40;

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {Record<string, string>} [env] additions to the child environment
 * @property {(line: string) => void} [onLine] each line of both output streams
 */

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<{ code: number, stdout: string, tail: string }>} `tail`: last lines of both streams
 */
export async function run(command, args, options = {}) {
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: childEnvironment(options.env),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const forget = onShutdown(async () => void child.kill('SIGTERM'));
	/** @type {string[]} */
	const tail = [];
	let stdout = '';
	child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
	for (const stream of [child.stdout, child.stderr]) {
		if (!stream) continue;
		onEachLine(stream, (line) => {
			tail.push(line);
			if (tail.length > TAIL_LINES) tail.shift();
			options.onLine?.(line);
		});
	}
	try {
		const code = await new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (exitCode, signal) => resolve(exitCode ?? (signal ? 1 : 0)));
		});
		return { code, stdout, tail: tail.join('\n') };
	} finally {
		forget();
	}
}

/**
 * @param {import('node:stream').Readable} stream
 * @param {(line: string) => void} callback
 */
export function onEachLine(stream, callback) {
	let rest = '';
	stream.setEncoding('utf8');
	stream.on('data', (text) => {
		const lines = (rest + text).split(/\r?\n/);
		rest = lines.pop() ?? '';
		lines.forEach(callback);
	});
	stream.on('end', () => rest && callback(rest));
}

/**
 * Runs npm with a given Node, by the path of its script: that works where `npm` is a shell script,
 * a `.cmd` file or belongs to another Node.
 * @param {string[]} args
 * @param {CommandOptions & { node?: string }} [options]
 */
export async function npm(args, { node = process.execPath, ...options } = {}) {
	const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
	return await run(node, [npmScript(), ...args], {
		...options,
		env: { PATH: path, ...options.env },
	});
}

/** The path of npm-cli.js. */
export function npmScript() {
	const caller = process.env.npm_execpath;
	const home = dirname(process.execPath);
	const candidates = [
		caller?.endsWith('npm-cli.js') ? caller : undefined,
		join(home, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		join(home, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm')),
	];
	for (const candidate of candidates) {
		if (!candidate || !existsSync(candidate)) continue;
		const file = realpathSync(candidate);
		if (file.endsWith('npm-cli.js')) return file;
	}
	throw new ScriptError('npm was not found. Install Node.js with npm, then run this again.');
}
