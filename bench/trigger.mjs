import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { formatTable } from '../scripts/lib/table.mjs';
import { runProgram } from '../scripts/lib/program.mjs';
import { n8nRelease } from '../scripts/n8n/versions.mjs';
import { startSandbox } from '../scripts/sandbox.mjs';
import { tellVerdicts } from './results.mjs';
import { measureActivation } from './triggerInN8n.mjs';
import { startPoller } from './triggerPoller.mjs';

/** @typedef {import('../scripts/sandbox.mjs').Sandbox} Sandbox */
/** @typedef {import('../scripts/sandbox.mjs').Contract} Contract */
/** @typedef {import('./triggerPoller.mjs').Measured} Measured */

const CHANGES = 500;
const MEGABYTE = 1024 * 1024;

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

/**
 * Changes so many users whom nobody has changed lately, each in one way or another.
 * @param {Sandbox} sandbox
 */
async function change(sandbox) {
	const { accounts } = await sandbox.summary();
	const { users } = await sandbox.control('GET', `/users?from=1000&limit=${CHANGES}`);
	for (const [index, { id, memberships }] of users.entries()) {
		const [{ accountId }] = memberships;
		const account = accounts.find((each) => each.id === accountId);
		const permissionProfileId = account?.permissionProfiles[2].id;
		if (index % 2 === 0) {
			await sandbox.control('POST', `/users/${id}`, { firstName: 'Renamed' });
		} else {
			const membership =
				index % 4 === 1 ? { accountId, status: 'closed' } : { accountId, permissionProfileId };
			await sandbox.control('POST', `/users/${id}/memberships`, membership);
		}
	}
}

/**
 * @param {string[]} args
 * @param {Contract} contract
 * @param {boolean} inN8n
 */
async function measure(args, contract, inN8n) {
	const sandbox = await startSandbox(args);
	/** @type {Map<string, Measured>} */
	const measured = new Map();
	/** @param {string} name @param {Promise<Measured>} measuring */
	const note = async (name, measuring) => {
		const result = await measuring;
		measured.set(name, result);
		process.stderr.write(`  ${contract}, ${name}: ${result.seconds.toFixed(2)} s\n`);
	};
	if (inN8n)
		await note(
			`first baseline, in n8n ${n8nRelease().version}`,
			measureActivation(sandbox, contract),
		);
	const poller = await startPoller(sandbox, contract);
	await note('first baseline', poller.measure());
	await note('quiet poll', poller.measure({ most: 1 }));
	await change(sandbox);
	await note(`${CHANGES} users changed`, poller.measure());
	await note('quiet poll after them', poller.measure({ most: 1 }));
	await poller.stop();
	await sandbox.stop();
	return measured;
}

/**
 * @param {string} title
 * @param {Map<string, Measured>} measured
 */
function resultTable(title, measured) {
	const rows = [...measured].map(
		([name, { polls, events, requests, seconds, bytes, megabytes }]) => [
			name,
			String(polls),
			String(events),
			String(requests),
			seconds.toFixed(2),
			(bytes / MEGABYTE).toFixed(2),
			megabytes.toFixed(0),
		],
	);
	const heading = [title, 'polls', 'events', 'requests', 'seconds', 'static data MB', 'memory MB'];
	return formatTable([heading, ...rows]);
}

async function main() {
	const { values } = parseArgs({
		options: {
			users: { type: 'string', default: '100000' },
			accounts: { type: 'string', default: '2' },
			latency: { type: 'string', default: '20' },
			'without-n8n': { type: 'boolean', default: false },
		},
	});
	const { users, accounts, latency } = values;
	const args = ['--users', users, '--accounts', accounts, '--latency', latency];
	say(
		`${Number(users).toLocaleString('en')} users, ${accounts} accounts, ${latency} ms latency, ${cpus().length} cores`,
	);
	const verdicts = [];
	for (const contract of /** @type {Contract[]} */ (['openApi', 'cursor'])) {
		const measured = await measure(args, contract, !values['without-n8n']);
		const all = [...measured.values()];
		say(`\n${resultTable(`${contract} contract`, measured)}`);
		const seconds = Math.max(
			...[...measured].flatMap(([name, each]) =>
				name.startsWith('first baseline') ? [each.seconds] : [],
			),
		);
		const megabytes = Math.max(...all.map(({ bytes }) => bytes)) / MEGABYTE;
		verdicts.push(
			{ what: `${contract}: seconds for the first baseline`, reached: seconds, target: 60 },
			{ what: `${contract}: MB of static data`, reached: megabytes, target: 5 },
		);
	}
	tellVerdicts(verdicts);
}

await runProgram(main);
