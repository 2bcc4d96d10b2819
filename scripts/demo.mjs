import { parseArgs } from 'node:util';
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
  --contract WHICH      openApi (default, what Docusign's servers speak) or cursor`;

function readOptions() {
	try {
		const { values } = parseArgs({
			options: {
				once: { type: 'boolean', default: false },
				port: { type: 'string' },
				queue: { type: 'boolean', default: false },
				contract: { type: 'string', default: 'openApi' },
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

/** @param {string} text */
function contractOf(text) {
	if (text === 'openApi' || text === 'cursor') return text;
	throw new ScriptError(`--contract takes openApi or cursor, not "${text}".`);
}

async function main() {
	const { once, help, queue, ...options } = readOptions();
	if (help) return void process.stdout.write(`${USAGE}\n`);
	const port = portOf(options.port);
	const contract = contractOf(options.contract);
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19)) {
		throw new ScriptError(`This needs Node.js 20.19 or newer; ${process.version} is running.`);
	}
	// Said before the long part rather than after it.
	if (port !== undefined) await claimPort(port);
	if (queue) await findPrograms();
	await prepareProject();
	// Need the dependencies that were just installed.
	const { succeeded, url, owner } = queue
		? await (await import('./demo/queue.mjs')).runQueueDemo({ port, contract })
		: await (await import('./demo/run.mjs')).runDemo({ port, contract });
	if (!succeeded) process.exitCode = 1;
	if (once) return await shutdown();
	process.stdout.write(
		`\nThe editor is open at ${url}\n  e-mail    ${owner.email}\n  password  ${owner.password}\n\nCtrl-C stops everything and removes what this run has stored.\n`,
	);
}

shutdownOnSignal(() => process.stderr.write('\nStopping …\n'));
try {
	await main();
} catch (error) {
	report(error);
	process.exitCode = 1;
	await shutdown();
}
