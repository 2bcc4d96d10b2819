/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { resolveOutputSchemaPath } from 'n8n-core';

import { resources } from '../../nodes/DocusignAdmin/resources';
import { resources as scimResources } from '../../nodes/DocusignScim/resources';
import { schemaFiles } from '../../scripts/docs/schemas';
import { merged, schemaOf } from '../../scripts/docs/schemas/schemaOf';

/**
 * The previews in `__schema__`, by which n8n lists the fields of a node that has not run yet. They are written
 * here, in n8n's engine, with `npm run docs:schemas`.
 */

const root = join(__dirname, '..', '..');
const folders = ['DocusignAdmin', 'DocusignScim'].map((node) =>
	join(root, 'nodes', node, '__schema__'),
);

const filesIn = (folder: string): string[] =>
	!existsSync(folder)
		? []
		: readdirSync(folder, { recursive: true, encoding: 'utf8' })
				.filter((path) => path.endsWith('.json'))
				.map((path) => join(folder, path).slice(root.length + 1));

it('the previews are what the nodes put out', async () => {
	const files = await schemaFiles();
	if (process.env.WRITE_SCHEMAS) {
		for (const folder of folders) rmSync(folder, { recursive: true, force: true });
		for (const [path, text] of files) {
			mkdirSync(dirname(join(root, path)), { recursive: true });
			writeFileSync(join(root, path), text);
		}
	}
	expect(folders.flatMap(filesIn).sort()).toEqual([...files.keys()].sort());
	for (const [path, text] of files) {
		expect([path, readFileSync(join(root, path), 'utf8')]).toEqual([path, text]);
	}
}, 600_000);

describe('n8n finds', () => {
	const nodes = [
		['DocusignAdmin', resources],
		['DocusignScim', scimResources],
	] as const;
	const operations = nodes.flatMap(([node, menu]) =>
		menu.flatMap(({ value, operations: entries }) =>
			entries.map((entry) => ({ node, resource: value, operation: entry.value })),
		),
	);

	it.each(operations.filter(({ resource }) => resource !== 'apiCall'))(
		'the preview of $node: $resource, $operation',
		({ node, resource, operation }) => {
			const nodeDir = join(root, 'nodes', node);
			const path = resolveOutputSchemaPath({ nodeDir, version: '1', resource, operation } as never);
			expect(path && existsSync(path)).toBe(true);
		},
	);

	it('that of the trigger, which has no operations', () => {
		const nodeDir = join(root, 'nodes', 'DocusignAdmin');
		const path = resolveOutputSchemaPath({ nodeDir, version: '1.0.0' } as never);
		expect(path && existsSync(path)).toBe(true);
		const schema = JSON.parse(readFileSync(path!, 'utf8')) as { properties: object };
		expect(Object.keys(schema.properties)).toEqual(
			expect.arrayContaining(['event', 'event_id', 'user', 'previous', 'changed_fields']),
		);
	});
});

it('a preview is made of names and types, and of no value', () => {
	expect(schemaOf({ id: 'x', at: null, list: [{ n: 1 }, { n: 1.5, s: 'y' }], none: [] })).toEqual({
		type: 'object',
		properties: {
			id: { type: 'string' },
			at: { type: 'null' },
			list: {
				type: 'array',
				items: { type: 'object', properties: { n: { type: 'number' }, s: { type: 'string' } } },
			},
			none: { type: 'array' },
		},
	});
	expect(merged(schemaOf(null), schemaOf(true))).toEqual({ type: 'boolean' });
	expect(merged(schemaOf([]), schemaOf(['x']))).toEqual(schemaOf(['x']));
});
