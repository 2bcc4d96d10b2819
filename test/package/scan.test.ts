/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- packs and loads the package in programs of their own */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const projectRoot = join(__dirname, '..', '..');

it("passes both legs of n8n's scan of community packages", () => {
	// One of the scanner's plugins behaves differently where it sees jest's NODE_ENV.
	const { NODE_ENV, ...env } = process.env;
	expect(NODE_ENV).toBe('test');
	const { stdout, status } = spawnSync(process.execPath, [join('scripts', 'scan.mjs')], {
		cwd: projectRoot,
		env,
		encoding: 'utf8',
	});
	expect(stdout).toBe('PASS source\nPASS tarball\n');
	expect(status).toBe(0);
}, 300_000);
