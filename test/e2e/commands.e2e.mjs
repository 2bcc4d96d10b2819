import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { npmScript, onEachLine } from '../../scripts/lib/command.mjs';
import { childEnvironment } from '../../scripts/lib/environment.mjs';
import { projectRoot } from '../../scripts/lib/paths.mjs';
import { onShutdown } from '../../scripts/lib/shutdown.mjs';

/**
 * Runs the demo as its reader does, in a process group of its own, as that of a terminal is.
 * @param {string[]} args of npm
 * @param {(text: string, interrupt: () => void) => void} [onOutput] all that was printed so far
 */
async function demo(args, onOutput = () => {}) {
	const child = spawn(process.execPath, [npmScript(), ...args], {
		cwd: projectRoot,
		env: childEnvironment(),
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	/** @param {NodeJS.Signals} signal */
	const send = (signal) => void (child.pid && process.kill(-child.pid, signal));
	const forget = onShutdown(async () => send('SIGINT'));
	let text = '';
	for (const stream of [child.stdout, child.stderr]) {
		onEachLine(stream, (line) => {
			text += `${line}\n`;
			onOutput(text, () => send('SIGINT'));
		});
	}
	const [code] = await once(child, 'close');
	forget();
	return { code, text };
}

/** @param {string} text */
function tellsOfComingAndGoing(text) {
	assert.match(text, /Provision a new employee: succeeded/);
	assert.match(text, /Deprovision a departing employee: succeeded/);
	assert.match(text, /User status +\S+ +closed +changed/);
}

describe('the demo, as README has it', () => {
	it('ends after the run where it is asked to', async () => {
		const { code, text } = await demo(['run', 'demo', '--', '--once']);
		assert.equal(code, 0, text);
		tellsOfComingAndGoing(text);
		assert.doesNotMatch(text, /The editor is open/);
	});

	it('keeps its editor open until Ctrl-C, and ends everything then', async () => {
		/** @type {Promise<Response> | undefined} */
		let opened;
		const { text } = await demo(['run', 'demo'], (said, interrupt) => {
			const url = /The editor is open at (\S+)/.exec(said)?.[1];
			if (!url || !/takes them away/.test(said) || opened) return;
			opened = fetch(url);
			void opened.finally(interrupt);
		});
		tellsOfComingAndGoing(text);
		const answer = await opened;
		assert.equal(answer?.status, 200, text);
		assert.match(text, /Stopping …/);
		await assert.rejects(fetch(String(answer?.url)), /fetch failed/);
	});
});
