/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- packs and loads the package in programs of their own */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import manifest from '../../package.json';

const projectRoot = join(__dirname, '..', '..');

/** Runs a program in this environment, less what the surrounding npm has put there. */
function run(command: string, args: string[], cwd: string, additions: Record<string, string> = {}) {
	const env = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)),
	);
	return execFileSync(command, args, { cwd, env: { ...env, ...additions }, encoding: 'utf8' });
}

describe('the packed tarball', () => {
	let folder: string;
	let unpacked: string;
	let host: string;

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'docusign-admin-tarball-'));
		unpacked = join(folder, 'package');
		const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
		const [{ filename }] = JSON.parse(run('npm', args, projectRoot)) as [{ filename: string }];
		run('tar', ['xzf', join(folder, filename)], folder);
		// n8n lets community packages resolve its own modules; of those only the peer is promised.
		host = join(folder, 'host');
		mkdirSync(host);
		const peer = dirname(require.resolve('n8n-workflow/package.json'));
		symlinkSync(peer, join(host, 'n8n-workflow'), 'junction');
	});

	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	const classes = [...manifest.n8n.nodes, ...manifest.n8n.credentials];

	it.each(classes)('%s loads with no node_modules beside it', (path) => {
		const className = path.split('/').at(-1)?.split('.')[0] ?? '';
		const code = `const { ${className}: Class } = require('./${path}'); new Class(); console.log('loaded');`;
		expect(run(process.execPath, ['-e', code], unpacked, { NODE_PATH: host })).toContain('loaded');
	});

	it('offers the built classes at its root', () => {
		const names = run(
			process.execPath,
			['-e', "console.log(Object.keys(require('.')).join())"],
			unpacked,
			{ NODE_PATH: host },
		);
		for (const path of classes) expect(names).toContain(path.split('/').at(-1)?.split('.')[0]);
	});

	it('has the icons and the codex file of every node', () => {
		for (const path of manifest.n8n.nodes) {
			expect(existsSync(join(unpacked, path.replace(/\.js$/, '.json')))).toBe(true);
		}
		expect(readdirSync(join(unpacked, 'dist', 'icons'))).toEqual(
			expect.arrayContaining(['docusignAdmin.dark.svg', 'docusignAdmin.svg']),
		);
	});

	it('holds the build, the papers and nothing else', () => {
		const allowed = new Set([
			'dist',
			'index.js',
			'package.json',
			'README.md',
			'LICENSE.md',
			'LICENSE',
		]);
		expect(readdirSync(unpacked).filter((name) => !allowed.has(name))).toEqual([]);
		expect(readdirSync(join(unpacked, 'dist')).sort()).toEqual(['credentials', 'icons', 'nodes']);
	});
});
