/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import manifest from '../../package.json';

/** How the package comes to npm, and what GitHub asks of those who report. */

const root = join(__dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');

/** The commands that a workflow of GitHub runs. */
const commandsOf = (workflow: string) =>
	[...workflow.matchAll(/run: (npm .+)$/gm)].map(([, command]) => command);

describe('the publishing workflow', () => {
	const publish = read('.github', 'workflows', 'publish.yml');

	it('may sign provenance, and the package asks for it', () => {
		expect(publish).toMatch(/id-token: write/);
		expect(manifest.publishConfig).toEqual({ provenance: true });
	});

	it('publishes what the tests passed on, and only under its own version', () => {
		expect(commandsOf(publish)).toEqual(['npm ci', 'npm test', 'npm run release']);
		expect(publish).toContain(`require('./package.json').version`);
	});

	it('runs for a tag and for nothing else', () => {
		expect(publish).toMatch(/^on:\n +push:\n +tags: /m);
		expect(publish).not.toMatch(/branches|pull_request|workflow_dispatch/);
	});
});

describe('continuous integration', () => {
	const ci = read('.github', 'workflows', 'ci.yml');

	it('tests on Node 20 and 24', () => {
		expect(ci).toContain('node: [20, 24]');
		expect(commandsOf(ci)).toEqual(expect.arrayContaining(['npm ci', 'npm test']));
	});

	it('runs every n8n that the scripts know', () => {
		const known = read('scripts', 'n8n', 'versions.mjs').match(/^\t'[\d.]+'/gm) ?? [];
		expect(known.length).toBeGreaterThan(1);
		const list = known.map((version) => version.trim()).join(', ');
		expect(ci).toContain(`n8n: [${list}]`);
	});
});

describe('every workflow of GitHub', () => {
	const names = readdirSync(join(root, '.github', 'workflows'));

	it('is one of those that are known', () => {
		expect(names.sort()).toEqual(['ci.yml', 'publish.yml', 'weekly.yml']);
	});

	it.each(names)('%s names commands that there are', (name) => {
		const text = read('.github', 'workflows', name);
		const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, command]) => command);
		expect(named.filter((command) => !(command in manifest.scripts))).toEqual([]);
	});

	it.each(names)('%s gets no more rights than it needs', (name) => {
		expect(read('.github', 'workflows', name)).toMatch(/^permissions:\n {2}contents: read$/m);
	});

	it.each(names)('%s takes actions by their commit, with the version beside it', (name) => {
		const uses = [...read('.github', 'workflows', name).matchAll(/uses: (.+)$/gm)];
		expect(uses.length).toBeGreaterThan(1);
		for (const [, action] of uses)
			expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});
});

it('issues ask for the rows of the connection check', () => {
	const bug = read('.github', 'ISSUE_TEMPLATE', 'bug.yml');
	expect(bug).toMatch(/id: check\n[^]*?Connection > Check[^]*?required: true/);
});

it('every file that docs/verification.md takes for a proof is there', () => {
	const page = read('docs', 'verification.md');
	const paths = [...page.matchAll(/`((?:test|\.github)\/[^`]+)`/g)].map(([, path]) => path);
	expect(paths.length).toBeGreaterThan(20);
	expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it('every test that docs/verification.md names is in the file before it', () => {
	const page = read('docs', 'verification.md').replace(/` and `/g, '`, `');
	const named = [...page.matchAll(/((?:`test\/[^`]+`,? ?)+)\((“[^)]+)\)/g)].flatMap(
		([, files, names]) =>
			[...files.matchAll(/`([^`]+)`/g)]
				.slice(-1)
				.flatMap(([, file]) =>
					[...names.matchAll(/“([^”]+)”/g)].map(([, name]) => [file, name] as const),
				),
	);
	expect(named.length).toBeGreaterThan(15);
	expect(named.filter(([file, name]) => !read(file).replaceAll("\\'", "'").includes(name))).toEqual(
		[],
	);
});

it('the requests of the nodes leave by one file', () => {
	const files = readdirSync(join(root, 'nodes'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.filter((name) => /\bhttpRequest|helpers\.request|globalThis\.fetch/.test(read('nodes', name)));
	expect(files).toEqual([join('shared', 'n8n', 'requests', 'send.ts')]);
});
