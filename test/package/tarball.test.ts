/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- packs and loads the package in programs of their own */
import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
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

	it('has the previews of outputs where n8n looks for them', () => {
		const nodes = join(unpacked, 'dist', 'nodes');
		for (const path of [
			'DocusignAdmin/__schema__/v1.0.0/user/create.json',
			'DocusignAdmin/__schema__/v1.0.0.json',
			'DocusignScim/__schema__/v1.0.0/user/getAll.json',
		]) {
			expect(JSON.parse(readFileSync(join(nodes, path), 'utf8'))).toMatchObject({ version: 1 });
		}
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

	/** Every file below a folder, by its path in it. */
	const filesBelow = (place: string) =>
		readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((path) =>
			statSync(join(place, path)).isFile(),
		);

	it('holds no tests, no sandbox and no sources, and is small', () => {
		const files = filesBelow(unpacked);
		expect(
			files.filter((path) => /(^|[\\/])(test|sandbox|bench)[\\/]|\.test\./.test(path)),
		).toEqual([]);
		expect(files.filter((path) => /\.ts$/.test(path) && !/\.d\.ts$/.test(path))).toEqual([]);
		const bytes = files.map((path) => statSync(join(unpacked, path)).size);
		expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4_000_000);
	});

	/** The sources are not in it, so that a map would lead nowhere. */
	it('has no source maps', () => {
		const files = filesBelow(unpacked);
		expect(files.filter((path) => path.endsWith('.map'))).toEqual([]);
		const code = files.filter((path) => path.endsWith('.js'));
		const naming = code.filter((path) =>
			readFileSync(join(unpacked, path), 'utf8').includes('//# sourceMappingURL='),
		);
		expect(naming).toEqual([]);
	});
});
