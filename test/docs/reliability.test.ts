/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderReliability } from '../../scripts/docs/renderReliability';
import { JOBS } from '../nodes/faults/jobs';

const root = join(__dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');

describe('docs/reliability.md', () => {
	it('is what `npm run docs:reliability` writes', () => {
		expect(read('docs', 'reliability.md')).toBe(renderReliability());
	});

	it('shows every job, and each is run by a test', () => {
		const folder = ['test', 'nodes', 'faults'] as const;
		const tests = readdirSync(join(root, ...folder))
			.filter((name) => name.endsWith('.test.ts'))
			.map((name) => read(...folder, name))
			.join('\n');
		for (const { name } of JOBS) {
			expect(renderReliability()).toContain(`| ${name} `);
			expect(tests).toContain(`'${name}'`);
		}
	});
});
