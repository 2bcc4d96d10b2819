/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs the commands of the documentation in programs of their own */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(__dirname, '..', '..', '..');

/** What a command gets to see of this process: jest's NODE_ENV and npm's own settings stay here. */
function environment(additions: Record<string, string> = {}) {
	const own = ([name]: [string, unknown]) => name !== 'NODE_ENV' && !name.startsWith('npm_');
	return { ...Object.fromEntries(Object.entries(process.env).filter(own)), ...additions };
}

/**
 * Runs a command as it stands in the documentation.
 * @returns what it printed
 */
function shell(command: string, cwd = root, additions: Record<string, string> = {}): string {
	const options = { cwd, env: environment(additions), shell: true, encoding: 'utf8' } as const;
	const { status, stdout, stderr } = spawnSync(command, { ...options, timeout: 120_000 });
	expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
	return stdout;
}

async function inFolder(work: (folder: string) => Promise<void> | void): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'docusign-admin-commands-'));
	try {
		await work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** What writes the documentation reads. */
const SOURCES = [
	...['credentials', 'docs', 'icons', 'nodes', 'sandbox', 'scripts', 'test'],
	...['index.js', 'package.json', 'tsconfig.json', '.npmrc'],
];

/** Runs the command in a copy where the page has lost what it writes, and looks for that. */
const writesAnew = (command: string, page: string, broken: (text: string) => string) => async () =>
	await inFolder((folder) => {
		for (const name of SOURCES) cpSync(join(root, name), join(folder, name), { recursive: true });
		symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
		const whole = readFileSync(join(root, 'docs', page), 'utf8');
		const copy = join(folder, 'docs', page);
		writeFileSync(copy, broken(whole));
		expect(readFileSync(copy, 'utf8')).not.toBe(whole);
		shell(command, folder);
		expect(readFileSync(copy, 'utf8')).toBe(whole);
	});

/** Starts the sandbox as a process of its own, and ends it as Ctrl-C does. */
async function startsSandbox(): Promise<void> {
	const child = spawn('npm run sandbox', {
		cwd: root,
		env: environment(),
		shell: true,
		detached: true,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = once(child, 'close');
	for await (const line of createInterface({ input: child.stdout })) {
		if (!line.startsWith('{')) continue;
		const { url } = JSON.parse(line) as { url: string };
		const summary = (await (await fetch(`${url}/_sandbox`)).json()) as { users: number };
		expect(summary.users).toBeGreaterThan(0);
		process.kill(-(child.pid ?? 0), 'SIGINT');
		await ended;
		await expect(fetch(`${url}/_sandbox`)).rejects.toThrow('fetch failed');
		return;
	}
	throw new Error('The sandbox ended before it was ready');
}

/** The commands that are cheap enough to be run here, by their text in the documentation. */
export const RUNS: Readonly<Record<string, () => Promise<void> | void>> = {
	'npm run demo -- --help': () => {
		expect(shell('npm run demo -- --help')).toMatch(/^npm run demo -- \[options\]$/m);
	},
	'npm run demo -- --remove': async () =>
		await inFolder((folder) => {
			const [ours, other] = [join(folder, 'n8n-0.0.0'), join(folder, 'somebody-elses')];
			for (const path of [ours, other]) mkdirSync(path);
			const said = shell('npm run demo -- --remove', root, { N8N_DOCUSIGN_CACHE: folder });
			expect(said).toContain(`Removed ${ours}\n`);
			expect([existsSync(ours), existsSync(other)]).toEqual([false, true]);
		}),
	'npm run sandbox': startsSandbox,
	'npm run sandbox -- --help': () => {
		expect(shell('npm run sandbox -- --help')).toMatch(/^npm run sandbox -- \[options\]$/m);
	},
	'npm run docs:operations': writesAnew('npm run docs:operations', 'operations.md', (text) =>
		text.replace(/^\| User .*\n/m, ''),
	),
	'npm run docs:errors': writesAnew('npm run docs:errors', 'errors.md', () => ''),
	'npm run docs:reliability': writesAnew('npm run docs:reliability', 'reliability.md', () => ''),
	'npx prettier --write .': async () =>
		await inFolder((folder) => {
			for (const name of ['package.json', '.prettierrc.js']) {
				cpSync(join(root, name), join(folder, name));
			}
			symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
			writeFileSync(join(folder, 'loose.ts'), 'if (x) { y("z") }');
			shell('npx prettier --write .', folder);
			expect(readFileSync(join(folder, 'loose.ts'), 'utf8')).toBe("if (x) {\n\ty('z');\n}\n");
		}),
};
