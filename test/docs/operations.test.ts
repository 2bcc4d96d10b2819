/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resources } from '../../nodes/DocusignAdmin/resources';
import { renderOperations } from '../../scripts/docs/renderOperations';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'operations.md'), 'utf8');

describe('the tables of docs/operations.md', () => {
	it('are what `npm run docs:operations` writes', () => {
		expect(page).toBe(renderOperations(page));
	});

	it('name the scopes that an operation always takes and those that it takes at times', () => {
		const row = (start: RegExp) => page.split('\n').find((line) => start.test(line));
		expect(row(/^\| +\| Get Many +\| Retrieve the users of/)).toMatch(
			/\| `user_read`, at times `organization_read` +\|$/,
		);
		expect(row(/^\| Group +\| Get Many +\|/)).toMatch(/\| `group_read` +\|$/);
	});

	it('say where an operation takes no scope, and have every operation of the menu', () => {
		const rows = page.split('\n').filter((line) => line.startsWith('|'));
		expect(rows.filter((line) => /\| none +\|$/.test(line))).toEqual([
			expect.stringMatching(/^\| +\| Undo /),
			expect.stringMatching(/^\| +\| Verify /),
		]);
		for (const { name, description } of resources.flatMap(({ operations }) => operations)) {
			const told = description.replace(/\.$/, '');
			expect(
				rows.filter((line) => line.includes(`| ${name} `) && line.includes(told)),
			).toHaveLength(1);
		}
	});

	it('need their markers', () => {
		expect(() => renderOperations('nothing')).toThrow(
			'docs/operations.md has no <!-- operations -->',
		);
	});
});
