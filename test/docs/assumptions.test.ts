/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ASSUMPTIONS } from '../../nodes/DocusignAdmin/connectionCheck/compare/assumptions';

const page = readFileSync(join(__dirname, '../../docs/assumptions.md'), 'utf8');

it('docs/assumptions.md has a row for each assumption that the code knows, in its order', () => {
	const ids = [...page.matchAll(/^\| `([\w-]+)`/gm)].map(([, id]) => id);
	expect(ids).toEqual(ASSUMPTIONS.map(({ id }) => id));
	expect(new Set(ids).size).toBe(ids.length);
});
