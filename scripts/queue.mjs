import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { projectRoot } from './lib/paths.mjs';
import { runTestFiles } from './lib/testFiles.mjs';
import { runProgram } from './lib/program.mjs';
import { ensureN8n } from './n8n/install.mjs';
import { findPrograms } from './queue/programs.mjs';

const FILES = ['queue.e2e.mjs', 'stopping.e2e.mjs'].map((name) =>
	join(projectRoot, 'test', 'e2e', 'queue', name),
);

/** The queue's end-to-end tests, which take Redis and PostgreSQL from the system. */
async function main() {
	// Said before the long part rather than after it.
	await findPrograms();
	await ensureBuilt();
	await ensureN8n();
	// `npm run test:e2e:queue -- PATTERN` runs the tests whose name matches.
	const [pattern] = process.argv.slice(2);
	const counts = await runTestFiles(FILES, { pattern, minutes: 90 });
	process.stdout.write(`\nQueue: ${counts.passed} passed, ${counts.failed} failed\n`);
	if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
}

await runProgram(main);
