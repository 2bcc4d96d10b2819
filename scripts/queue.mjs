import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { ensureBuilt } from './lib/build.mjs';
import { projectRoot } from './lib/paths.mjs';
import { report } from './lib/scriptError.mjs';
import { shutdownOnSignal } from './lib/shutdown.mjs';
import { ensureN8n } from './n8n/install.mjs';
import { findPrograms } from './queue/programs.mjs';

/** The queue's end-to-end test, which takes Redis and PostgreSQL from the system. */
async function main() {
	// Said before the long part rather than after it.
	await findPrograms();
	await ensureBuilt();
	await ensureN8n();
	const counts = { passed: 0, failed: 0 };
	const files = [join(projectRoot, 'test', 'e2e', 'queue', 'queue.e2e.mjs')];
	const stream = run({ files, timeout: 60 * 60_000 });
	stream.on('test:pass', ({ details }) => void (details.type !== 'suite' && counts.passed++));
	stream.on('test:fail', ({ details }) => void (details.type !== 'suite' && counts.failed++));
	for await (const text of stream.compose(new spec())) process.stdout.write(text);
	process.stdout.write(`\nQueue: ${counts.passed} passed, ${counts.failed} failed\n`);
	if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
}

shutdownOnSignal();
try {
	await main();
} catch (error) {
	report(error);
	process.exitCode = 1;
}
