/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import manifest from '../../package.json';

/** What README.md and docs/ promise: that their links lead somewhere and their commands exist. */

const root = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(path, 'utf8');
const inRoot = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'];
const pages = [
	...inRoot.map((name) => join(root, name)),
	...readdirSync(join(root, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(root, 'docs', name)),
];

/** The anchors of a page, as GitHub makes them of its headings. */
function anchors(path: string): string[] {
	const headings = [...read(path).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => heading);
	return headings.map((heading) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

/** Where a link of a page leads: nowhere, or to a heading that is not there. */
function problemOf(page: string, link: string): string | undefined {
	const [path, anchor] = link.split('#');
	const target = path === '' ? page : join(dirname(page), decodeURI(path));
	if (!existsSync(target)) return `${link}: no such file`;
	if (anchor !== undefined && !anchors(target).includes(anchor)) return `${link}: no such heading`;
	return undefined;
}

describe.each(pages.map((page) => [relative(root, page), page] as const))('%s', (_, page) => {
	it('has links and pictures that lead somewhere', () => {
		const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
		const own = links.filter((link) => !/^[a-z]+:/.test(link));
		expect(own.map((link) => problemOf(page, link)).filter(Boolean)).toEqual([]);
	});

	it('names commands that there are', () => {
		const named = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
		expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
	});
});

describe('the pictures', () => {
	const folder = join(root, 'docs', 'images');

	it.each(readdirSync(folder))(
		'%s is shown with a text beside it, and is no more than 150 kB',
		(name) => {
			const shown = pages.flatMap((page) => [...read(page).matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)]);
			const texts = shown
				.filter(([, , link]) => link.endsWith(`images/${name}`))
				.map(([, text]) => text);
			expect(texts.length).toBeGreaterThan(0);
			for (const text of texts) expect(text.length).toBeGreaterThan(15);
			expect(statSync(join(folder, name)).size).toBeLessThan(150_000);
		},
	);
});

describe('README.md', () => {
	const text = read(join(root, 'README.md'));
	const lines = text.split('\n');

	it("has the headings of n8n's guideline", () => {
		const headings = lines.filter((line) => line.startsWith('## ')).map((line) => line.slice(3));
		expect(headings).toEqual(
			expect.arrayContaining(['Install', 'Credentials', 'What you can do', 'Example workflows']),
		);
		expect(text).toMatch(/n8n 1\.123 or newer/);
	});

	it('is short enough to be read', () => {
		expect(lines.length).toBeLessThan(250);
	});

	it('begins with what it is, a picture and two commands', () => {
		const [intro] = text.split('\n## Install\n');
		expect(lines[0]).toBe('# n8n-nodes-docusign-admin');
		expect(intro).toMatch(
			/!\[[^\]]+\]\(docs\/images\/[^)]+\)[^]*`npm run demo`[^]*`npm ci && npm test`/,
		);
	});

	it('speaks of contracts, cursors and wires in one section only', () => {
		const sections = text.split(/^(?=## )/m);
		const technical = sections.filter((section) => /contract|cursor|\bwire/i.test(section));
		expect(technical.map((section) => section.split('\n')[0])).toEqual([
			"## Two versions of Docusign's API",
		]);
	});

	it('names every example workflow', () => {
		const files = readdirSync(join(root, 'workflows')).filter((name) => name.endsWith('.json'));
		expect(files.filter((name) => !text.includes(`](workflows/${name})`))).toEqual([]);
	});

	it('has the headings that the nodes and credentials lead to', () => {
		const sources = ['nodes', 'credentials'].flatMap((folder) =>
			readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
				.filter((path) => /\.(ts|json)$/.test(path))
				.map((path) => read(join(root, folder, path))),
		);
		const home = manifest.homepage.replace(/#.*/, '');
		const wanted = sources
			.flatMap((source) => source.split(`${home}#`).slice(1))
			.map((rest) => /^[\w-]+/.exec(rest)?.[0] ?? '');
		expect(wanted.length).toBeGreaterThan(0);
		const there = ['readme', ...anchors(join(root, 'README.md'))];
		expect(wanted.filter((anchor) => !there.includes(anchor))).toEqual([]);
	});
});
