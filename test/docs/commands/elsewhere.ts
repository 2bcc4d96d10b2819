/** Where a command is run that takes too long, or too much, to be run beside the unit tests. */
export interface Elsewhere {
	/** The file that runs it. */
	readonly by: string;
	/** What stands in that file, and says so. */
	readonly says: string;
}

const ci = (says: string): Elsewhere => ({ by: '.ci/run', says });
const weekly = (command: string): Elsewhere => ({
	by: '.github/workflows/weekly.yml',
	says: `run: ${command}\n`,
});
const e2e = (says: string): Elsewhere => ({ by: 'test/e2e/commands.e2e.mjs', says });
const inTest = (says: string): Elsewhere => ({ by: 'package.json', says });

export const ELSEWHERE: Readonly<Record<string, Elsewhere>> = {
	'npm ci': ci("stage install 'Tests:' npm ci;"),
	'npm test': ci("stage test 'Tests:' npm test\n"),
	'npm ci && npm test': ci("stage install 'Tests:' npm ci; then\n\tstage test 'Tests:' npm test\n"),
	'npm run lint': inTest('"test": "npm run build && npm run lint && npm run typecheck && jest"'),
	'npx tsc -p tsconfig.check.json': inTest('"typecheck": "tsc -p tsconfig.check.json && '),
	'npm run scan': { by: 'test/package/scan.test.ts', says: "[join('scripts', 'scan.mjs')]" },
	'npm run demo': e2e("await demo(['run', 'demo'],"),
	'npm run demo -- --once': e2e("await demo(['run', 'demo', '--', '--once'])"),
	'npm run demo -- --queue': weekly('npm run demo -- --queue --once'),
	'npm run test:e2e': ci("stage end-to-end 'End to end:' npm run test:e2e\n"),
	'npm run test:e2e:queue': ci("stage queue 'Queue:' npm run test:e2e:queue\n"),
	'QUEUE_EXECUTIONS=20 npm run test:e2e:queue': ci(
		'QUEUE_EXECUTIONS="${QUEUE_EXECUTIONS:-20}" stage queue \'Queue:\' npm run test:e2e:queue\n',
	),
	'npm run test:e2e:trigger': weekly('npm run test:e2e:trigger'),
	'npm run test:browser': ci('npm run test:browser |'),
	'npm run test:browser -- --save': weekly('npm run test:browser -- --save'),
	'npm run test:mutation -- shared/paging --lines 60 --seed 2': weekly(
		'npm run test:mutation -- shared/paging --lines 60 --seed 2',
	),
	'npm run docs:scale': {
		by: 'test/docs/scale.test.ts',
		says: '`npm run docs:scale`',
	},
	'npm run docs:schemas': {
		by: 'test/docs/schemas.test.ts',
		says: '`npm run docs:schemas`',
	},
	'npm run bench': weekly('npm run bench'),
	'npm run bench:calls': weekly('npm run bench:calls'),
	'npm run bench:trigger': weekly('npm run bench:trigger'),
	'npm run bench:export': weekly('npm run bench:export'),
	'npm run bench:soak': weekly('npm run bench:soak'),
	'n8n worker --concurrency': {
		by: 'scripts/queue/workers.mjs',
		says: "'worker', `--concurrency=",
	},
	'apt-get update && apt-get install -y --no-install-recommends redis-server postgresql': {
		by: '.github/workflows/weekly.yml',
		says: "run: sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends redis-server postgresql'\n",
	},
};
