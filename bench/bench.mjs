import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../scripts/lib/paths.mjs';
import { runProgram } from '../scripts/lib/program.mjs';
import { ensureN8n } from '../scripts/n8n/install.mjs';
import { packPackage } from '../scripts/n8n/installPackage.mjs';
import { createInstance } from '../scripts/n8n/instance.mjs';
import { n8nRelease } from '../scripts/n8n/versions.mjs';
import { startSandbox } from '../scripts/sandbox.mjs';
import { CREDENTIAL } from '../scripts/workflows.mjs';
import { httpRequest, httpRequestSplit, ourNode } from './contenders.mjs';
import { resultTable, summarize, tellVerdicts } from './results.mjs';
import { measureBareClient, measureWorkflow } from './rounds.mjs';

/** @typedef {import('./rounds.mjs').Measurement} Measurement */

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

/**
 * Runs all contenders once a round, every other round in reverse, so that what changes slowly on
 * the machine meets all of them.
 * @param {Record<string, () => Promise<Measurement>>} contenders
 * @param {number} rounds
 */
async function compare(contenders, rounds) {
	/** @type {Map<string, Measurement[]>} */
	const runs = new Map(Object.keys(contenders).map((name) => [name, []]));
	for (let round = 0; round < rounds; round++) {
		const names = Object.keys(contenders);
		if (round % 2 === 1) names.reverse();
		for (const name of names) {
			const measured = await contenders[name]();
			runs.get(name)?.push(measured);
			process.stderr.write(
				`  round ${round + 1}: ${name} ${measured.seconds.toFixed(2)} s, ${measured.requests} requests\n`,
			);
		}
	}
	return runs;
}

/** @param {Map<string, Measurement[]>} runs */
const summaries = (runs) => [...runs.values()].map(summarize);

/**
 * @param {Measurement} ours
 * @param {Measurement} its
 */
const memoryRatio = (ours, its) => (ours.megabytes ?? NaN) / (its.megabytes ?? NaN);

async function main() {
	const { values } = parseArgs({
		options: {
			users: { type: 'string', default: '100000' },
			latency: { type: 'string', default: '20' },
			rounds: { type: 'string', default: '3' },
		},
	});
	const [users, rounds] = [Number(values.users), Number(values.rounds)];
	const n8n = await ensureN8n();
	say(
		`${users.toLocaleString('en')} users, ${values.latency} ms latency, n8n ${n8nRelease().version}, ${cpus().length} cores, median of ${rounds}`,
	);
	const sandbox = await startSandbox([
		...['--users', values.users, '--accounts', '1', '--latency', values.latency],
	]);
	const { organizations, accounts } = await sandbox.summary();
	const tarballs = await mkdtemp(join(tmpdir(), 'docusign-admin-pack-'));
	const folder = await mkdtemp(join(tmpdir(), 'docusign-admin-bench-'));
	const instance = await createInstance({
		n8n,
		tarball: await packPackage(tarballs),
		env: {
			EXTERNAL_HOOK_FILES: join(projectRoot, 'bench', 'hook.cjs'),
			// Storing 100,000 items would be measured as well.
			EXECUTIONS_DATA_SAVE_MANUAL_EXECUTIONS: 'false',
			BENCH_RESULT: join(folder, 'result.json'),
		},
	});
	await rm(tarballs, { recursive: true, force: true });

	const credential = await sandbox.credential();
	const cursorCredential = await sandbox.credential({ apiContract: 'cursor' });
	const place = {
		organizationId: organizations[0].id,
		accountId: accounts[0].id,
		adminBaseUrl: credential.adminBaseUrl,
	};
	const cursorPlace = { ...place, adminBaseUrl: cursorCredential.adminBaseUrl };
	await instance.importCredentials([{ ...CREDENTIAL, data: credential }]);
	await instance.start();
	const client = await instance.signIn();
	const filters = { accountId: { __rl: true, mode: 'id', value: place.accountId } };
	const workflows = {
		ours: await client.createWorkflow(ourNode(place, { filters })),
		simplified: await client.createWorkflow(ourNode(place, { filters, simplify: true })),
		http: await client.createWorkflow(httpRequest(place)),
		httpSplit: await client.createWorkflow(httpRequestSplit(place)),
		cursor: await client.createWorkflow(ourNode(place)),
	};
	await instance.stop();
	const bench = { instance, sandbox, client, users, resultFile: join(folder, 'result.json') };
	/** @param {keyof typeof workflows} name */
	const workflow = (name) => () => measureWorkflow(bench, { ...workflows[name], name });

	const published = await compare(
		{
			'Docusign Admin': workflow('ours'),
			'HTTP Request': workflow('http'),
			'HTTP Request + Split Out': workflow('httpSplit'),
			'undici, eight in flight': () => measureBareClient(bench, credential, place, 8),
			'Docusign Admin, simplified': workflow('simplified'),
		},
		rounds,
	);
	await instance.start();
	await client.request('PATCH', `/credentials/${CREDENTIAL.id}`, {
		...CREDENTIAL,
		data: cursorCredential,
	});
	await instance.stop();
	const cursor = await compare(
		{
			'Docusign Admin': workflow('cursor'),
			'undici, one after the other': () =>
				measureBareClient(bench, cursorCredential, cursorPlace, 1),
		},
		rounds,
	);

	const [ours, http, httpSplit, bare] = summaries(published);
	const [oursCursor, bareCursor] = summaries(cursor);
	say(`\n${resultTable('published contract', published)}`);
	say(`\n${resultTable('cursor contract', cursor)}`);
	const verdicts = [
		{ what: 'time ÷ HTTP Request', reached: ours.seconds / http.seconds, target: 1 / 5 },
		{ what: 'time ÷ undici, eight in flight', reached: ours.seconds / bare.seconds, target: 1.5 },
		{ what: 'memory ÷ HTTP Request', reached: memoryRatio(ours, http), target: 1.1 },
		{
			what: 'memory ÷ HTTP Request + Split Out',
			reached: memoryRatio(ours, httpSplit),
			target: 1.1,
		},
		{
			what: 'cursor: time ÷ sequential undici',
			reached: oursCursor.seconds / bareCursor.seconds,
			target: 1.1,
		},
	];
	tellVerdicts(verdicts);
	await rm(folder, { recursive: true, force: true });
}

await runProgram(main);
