/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { commandsIn } from './commands/commandsIn';
import { ELSEWHERE } from './commands/elsewhere';
import { RUNS } from './commands/runs';

/** Every command that the documentation tells its reader to run is run: here, or where a table says. */

const root = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const PAGES = [
	...readdirSync(root).filter((name) => name.endsWith('.md')),
	...readdirSync(join(root, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
	join('sandbox', 'README.md'),
];
const commands = [...new Set(PAGES.flatMap((page) => commandsIn(read(page))))];

/** What a command runs that is nothing but some of the tests: their path. */
const testsOf = (command: string) => /^npx jest (\S+)$/.exec(command)?.[1];

/** The texts of the tests that a path stands for. */
function testsAt(path: string): string[] {
	const whole = join(root, path);
	if (!existsSync(whole)) return [];
	const files = statSync(whole).isFile()
		? [path]
		: readdirSync(whole, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
	return files.filter((name) => name.endsWith('.test.ts')).map(read);
}

describe('the commands of the documentation', () => {
	it('are found in fences, in tables and in sentences', () => {
		expect(commands).toEqual(
			expect.arrayContaining([
				'npm ci && npm test',
				'npm run demo -- --once',
				'npm run docs:operations',
				'npm run sandbox -- --help',
			]),
		);
		expect(commandsIn('```sh\nmake all # everything\n\n```\n```ts\nnpm run x;\n```\n')).toEqual([
			'make all',
		]);
		expect(commandsIn('| `npm run a` and `b`; `-- --c` too |')).toEqual([
			'npm run a',
			'npm run a -- --c',
		]);
	});

	it('are all run by a test, or by what the table names', () => {
		const known = (command: string) =>
			command in RUNS || command in ELSEWHERE || testsOf(command) !== undefined;
		expect(commands.filter((command) => !known(command))).toEqual([]);
	});

	it('and no other is in the tables', () => {
		const listed = [...Object.keys(RUNS), ...Object.keys(ELSEWHERE)];
		expect(listed.filter((command) => !commands.includes(command))).toEqual([]);
		expect(listed.filter((command) => command in RUNS && command in ELSEWHERE)).toEqual([]);
	});

	it.each(commands.filter(testsOf))('%s: there are such tests', (command) => {
		const texts = testsAt(testsOf(command) ?? '');
		expect(texts.length).toBeGreaterThan(0);
		for (const text of texts) expect(text).toMatch(/^\s*(it|matrixOf)(\.\w+)?\(/m);
	});

	it.each(Object.entries(ELSEWHERE))('%s: run where the table says', (_, { by, says }) => {
		expect(read(by)).toContain(says);
	});
});

describe('run here', () => {
	it.each(Object.entries(RUNS))('%s', async (_, run) => await run());
});
