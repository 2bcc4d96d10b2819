/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { JwtCredential } from '../../sandbox';
import { parseOptions } from '../../sandbox/cliOptions';
import { tokenFor } from './support/admin';

it('reads its options', () => {
	const args =
		'--port 4010 --users 100000 --latency 20 --plain --rate-limit 20 --limit-answer alternate --next-uri absolute --last-page empty --scim-patch 204';
	expect(parseOptions(args.split(' '))).toEqual({
		port: 4010,
		users: 100_000,
		latencyMs: 20,
		variety: false,
		rateLimit: { perSecond: 20, answer: 'alternate' },
		nextUriStyle: 'absolute',
		lastPage: 'empty',
		scimPatch: 204,
	});
	expect(parseOptions(['--rate-limit', 'docusign'])?.rateLimit).toMatchObject({ hourly: 3000 });
	expect(parseOptions(['--help'])).toBeUndefined();
	const set = 'dsProfileStatus=403 scimIgnores=["active"] errorShape=problem closedAlreadyText=a=b';
	expect(parseOptions(set.split(' ').flatMap((pair) => ['--set', pair]))).toEqual({
		dsProfileStatus: 403,
		scimIgnores: ['active'],
		errorShape: 'problem',
		closedAlreadyText: 'a=b',
	});
	for (const pair of ['dsProfile=403', 'errorShape', 'now=1']) {
		expect(() => parseOptions(['--set', pair])).toThrow(`--set knows no "${pair}"`);
	}
	expect(() => parseOptions(['--users', 'many'])).toThrow('--users takes a whole number');
	expect(() => parseOptions(['--next-uri', 'odd'])).toThrow('relative, prefixless');
	expect(() => parseOptions(['--unknown'])).toThrow();
});

it('prints one line when it is ready, refuses a port in use, and ends on a signal', async () => {
	const start = (...args: string[]) =>
		spawn(process.execPath, ['--import', 'tsx', 'sandbox/cli.ts', ...args], {
			cwd: `${__dirname}/../..`,
		});
	const first = start('--users', '3');
	const [line] = (await once(createInterface(first.stdout), 'line')) as [string];
	const ready = JSON.parse(line) as { url: string; credential: JwtCredential };
	expect(Object.keys(ready)).toEqual(['url', 'adminBaseUrl', 'cursorBaseUrl', 'credential']);
	expect(await tokenFor(ready.credential)).toBeTruthy();
	const second = start('--port', new URL(ready.url).port);
	const [message] = (await once(createInterface(second.stderr), 'line')) as [string];
	expect(message).toContain('address already in use');
	if (second.exitCode === null) await once(second, 'exit');
	expect(second.exitCode).toBe(1);
	first.kill('SIGTERM');
	expect(await once(first, 'exit')).toEqual([0, null]);
});
