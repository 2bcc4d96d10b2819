import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../scripts/lib/paths.mjs';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { onShutdown } from '../scripts/lib/shutdown.mjs';
import { runProgram } from '../scripts/lib/program.mjs';
import { startSandbox } from '../scripts/sandbox.mjs';
import { median, tellVerdicts } from './results.mjs';
import { countRequests } from './triggerPoller.mjs';

/** The memory of User > Export beside that of User > Get Many, each in a process of its own. */

/**
 * @param {import('../scripts/sandbox.mjs').Sandbox} sandbox
 * @param {Record<string, unknown>} parameters
 * @returns {Promise<{ items: number, megabytes: number, requests: number }>}
 */
async function measure(sandbox, parameters) {
	await sandbox.control('DELETE', '/requests');
	const child = fork(join(projectRoot, 'bench', 'exportChild.ts'), {
		execArgv: ['--import', 'tsx'],
		cwd: projectRoot,
	});
	const forget = onShutdown(async () => void child.kill('SIGKILL'));
	const gone = once(child, 'exit');
	const answer = async () => {
		const ended = gone.then(() => {
			throw new Error('The process that is measured has ended');
		});
		const [message] = await Promise.race([once(child, 'message'), ended]);
		return message;
	};
	await answer();
	child.send({ parameters, credential: await sandbox.credential({ apiContract: 'openApi' }) });
	const measured = await answer();
	child.kill('SIGKILL');
	await gone;
	forget();
	return { ...measured, requests: await countRequests(sandbox) };
}

async function main() {
	const { values } = parseArgs({
		options: {
			// With those in two accounts, as many records as n8n takes from one item: 120,000.
			users: { type: 'string', default: '99999' },
			accounts: { type: 'string', default: '2' },
			'two-accounts-every': { type: 'string', default: '5' },
			rounds: { type: 'string', default: '3' },
		},
	});
	await ensureBuilt();
	const { users, accounts } = values;
	const sandbox = await startSandbox([
		...['--users', users, '--accounts', accounts],
		...['--set', `twoAccountsEvery=${values['two-accounts-every']}`],
	]);
	const { organizations } = await sandbox.summary();
	const organizationId = { __rl: true, mode: 'id', value: organizations[0].id };
	const common = { authentication: 'jwt', resource: 'user', organizationId };
	const runs = {
		list: { ...common, operation: 'getAll', returnAll: true },
		export: { ...common, operation: 'export' },
		file: { ...common, operation: 'export', options: { binary: true } },
	};
	/** @type {Record<string, number[]>} */
	const megabytes = { list: [], export: [], file: [] };
	for (let round = 0; round < Number(values.rounds); round++) {
		for (const [name, parameters] of Object.entries(runs)) {
			const measured = await measure(sandbox, parameters);
			megabytes[name].push(measured.megabytes);
			process.stderr.write(
				`  ${name}: ${measured.items} items, ${measured.requests} requests, ${measured.megabytes.toFixed(0)} MB\n`,
			);
		}
	}
	const list = median(megabytes.list);
	const verdicts = ['export', 'file'].map((name) => ({
		what: `${name}: memory ÷ list`,
		reached: median(megabytes[name]) / list,
		target: 1,
	}));
	tellVerdicts(verdicts);
}

await runProgram(main);
