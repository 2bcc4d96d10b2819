import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { ensureBuilt } from './lib/build.mjs';
import { projectRoot } from './lib/paths.mjs';
import { report } from './lib/scriptError.mjs';
import { shutdownOnSignal } from './lib/shutdown.mjs';
import { ensureN8n } from './n8n/install.mjs';

/** The end-to-end tests: node's own runner, since they start programs rather than load our modules. */

const FILES = ['scripts.e2e.mjs', 'commands.e2e.mjs', 'all.e2e.mjs'].map((name) =>
	join(projectRoot, 'test', 'e2e', name),
);

async function main() {
	// Here rather than in the tests, so that their progress is seen and no test times out over them.
	await ensureBuilt();
	await ensureN8n();
	const counts = { passed: 0, failed: 0 };
	// `npm run test:e2e -- PATTERN` runs the tests whose name matches.
	const [pattern] = process.argv.slice(2);
	const testNamePatterns = pattern ? [new RegExp(pattern)] : undefined;
	const stream = run({ files: FILES, concurrency: false, timeout: 30 * 60_000, testNamePatterns });
	stream.on('test:pass', ({ details, skip }) => {
		if (details.type !== 'suite' && skip === undefined) counts.passed++;
	});
	stream.on('test:fail', ({ details }) => {
		const { failureType } = /** @type {{ failureType?: string }} */ (details.error ?? {});
		// A suite that fails because a test in it did is no failure of its own.
		if (failureType !== 'subtestsFailed') counts.failed++;
	});
	for await (const text of stream.compose(new spec())) process.stdout.write(text);
	process.stdout.write(`\nEnd to end: ${counts.passed} passed, ${counts.failed} failed\n`);
	if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
}

shutdownOnSignal();
try {
	await main();
} catch (error) {
	report(error);
	process.exitCode = 1;
}
