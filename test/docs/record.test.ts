/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { EXTENSION, MAPPED } from '../../nodes/DocusignAdmin/record/scimUser';

const page = readFileSync(join(__dirname, '../../docs/record.md'), 'utf8');

/** The rows below a heading of a table, as its cells. */
const rowsUnder = (heading: RegExp) => {
	const [, table] = page.split(heading);
	return table
		.split('\n')
		.slice(2)
		.filter((line) => line.startsWith('|'))
		.map((line) => line.split('|').map((cell) => cell.trim()));
};

it('docs/record.md tells where every field of the record stands in a SCIM user', () => {
	const rows = rowsUnder(/\| record +\| SCIM +\|/);
	const told = rows.map(([, field, place]) => [field, /^`([^`]+)`/.exec(place)?.[1]]);
	expect(told).toEqual([
		...MAPPED.map(({ field, path }) => [`\`${field}\``, path.join('.')]),
		['everything else', EXTENSION],
	]);
});
