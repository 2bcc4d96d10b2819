import { parseArgs } from 'node:util';
import { removeDownloads } from './demo/remove.mjs';
import { stagesOf } from './demo/stages.mjs';
import { claimPort } from './lib/ports.mjs';
import { prepareProject } from './lib/prepare.mjs';
import { findPrograms } from './queue/programs.mjs';
import { report, ScriptError } from './lib/scriptError.mjs';
import { shutdown, shutdownOnSignal } from './lib/shutdown.mjs';

const USAGE = `npm run demo -- [options]
  --once                end after the run; the exit code says whether it succeeded
  --port N              port of the n8n editor on 127.0.0.1 (default: a free one)
  --queue               n8n with two workers provisions 500 users; a worker is killed, Redis restarted
                        (needs Redis and PostgreSQL, see docs/scale.md; four minutes)
  --contract WHICH      openApi (default, what Docusign's servers speak) or cursor
  --remove              take away what was downloaded for the demo and the end-to-end tests (3 GB), and end`;

/** @type {import('./demo/stages.mjs').Stage[]} */
const STAGES = [
	{ name: 'This project', hint: 'installed and built; the first time some minutes' },
	{
		name: 'n8n',
		hint: 'and the Node.js it needs; the first time a download of 3 GB, 5 to 15 minutes',
	},
	{ name: 'Docusign', hint: 'one in memory' },
	{ name: 'n8n starts', hint: 'with the package, credentials and workflows; about a minute' },
	{ name: 'Two workflows', hint: 'an employee comes, and goes' },
];

/** @type {import('./demo/stages.mjs').Stage} */
const QUEUE = {
	name: 'n8n in queue mode',
	hint: 'two workers provision 500 users; four minutes, the first time a download of 3 GB before',
};

function readOptions() {
	try {
		const { values } = parseArgs({
			options: {
				once: { type: 'boolean', default: false },
				port: { type: 'string' },
				queue: { type: 'boolean', default: false },
				contract: { type: 'string', default: 'openApi' },
				remove: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		});
		return values;
	} catch (error) {
		throw new ScriptError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
	}
}

/** @param {string | undefined} text */
function portOf(text) {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
		throw new ScriptError(`--port takes a number from 1 to 65535, not "${text}".`);
	}
	return port;
}

/**
 * @param {string} text
 * @returns {import('./sandbox.mjs').Contract}
 */
function contractOf(text) {
	if (text === 'openApi' || text === 'cursor') return text;
	throw new ScriptError(`--contract takes openApi or cursor, not "${text}".`);
}

async function removeAndTell() {
	const removed = await removeDownloads();
	const lines =
		removed.length > 0 ? removed.map((path) => `Removed ${path}`) : ['Nothing to remove'];
	process.stdout.write(`${lines.join('\n')}\n`);
}

async function main() {
	const { once, help, queue, remove, ...options } = readOptions();
	if (help) return void process.stdout.write(`${USAGE}\n`);
	if (remove) return await removeAndTell();
	const port = portOf(options.port);
	const contract = contractOf(options.contract);
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19)) {
		throw new ScriptError(`This needs Node.js 20.19 or newer; ${process.version} is running.`);
	}
	// Said before the long part rather than after it.
	if (port !== undefined) await claimPort(port);
	if (queue) await findPrograms();
	const stages = stagesOf(queue ? [STAGES[0], QUEUE] : STAGES);
	stages.announce();
	stages.next();
	await prepareProject();
	// Need the dependencies that were just installed.
	const settings = { port, contract, stage: stages.next };
	const { succeeded, text } = queue
		? await (await import('./demo/queue.mjs')).runQueueDemo(settings)
		: await (await import('./demo/run.mjs')).runDemo(settings);
	if (!succeeded) process.exitCode = 1;
	if (once) return await shutdown();
	process.stdout.write(`\n${text}\n`);
}

shutdownOnSignal(() => process.stderr.write('\nStopping …\n'));
try {
	await main();
} catch (error) {
	report(error);
	process.exitCode = 1;
	await shutdown();
}
