import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { projectRoot } from './lib/paths.mjs';
import { runTestFiles } from './lib/testFiles.mjs';
import { runProgram } from './lib/program.mjs';
import { ensureN8n } from './n8n/install.mjs';

/** The end-to-end tests: node's own runner, since they start programs rather than load our modules. */

const FILES = ['scripts.e2e.mjs', 'commands.e2e.mjs', 'all.e2e.mjs'].map((name) =>
	join(projectRoot, 'test', 'e2e', name),
);

async function main() {
	// Here rather than in the tests, so that their progress is seen and no test times out over them.
	await ensureBuilt();
	await ensureN8n();
	// `npm run test:e2e -- PATTERN` runs the tests whose name matches.
	const [pattern] = process.argv.slice(2);
	const counts = await runTestFiles(FILES, { pattern, minutes: 30 });
	process.stdout.write(`\nEnd to end: ${counts.passed} passed, ${counts.failed} failed\n`);
	if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
}

await runProgram(main);
