import { resources } from '../../../../../nodes/DocusignAdmin/resources';
import { CATALOGUE } from '../../../../../nodes/DocusignAdmin/api/errors/catalogue';
import { VERBS } from '../../../../../nodes/DocusignAdmin/api/contract/verbs';
import { cursor } from '../../../../../nodes/DocusignAdmin/api/contract/cursor';

/** Texts that send people to an operation must name one that is there. */
const texts = [
	...CATALOGUE.map(({ code, cause, remedy }) => [code, `${cause} ${remedy}`] as const),
	...Object.entries(cursor.rows).map(([name, { lacks = '' }]) => [name, lacks] as const),
	...Object.entries(VERBS),
];

const operations = new Map(
	resources.map(({ name, operations: entries }) => [name, entries.map((each) => each.name)]),
);

it.each(texts)('%s names operations of the node only', (_, text) => {
	for (const [, resource, rest] of text.matchAll(/\b([A-Z][\w ]*?) > (\w+(?: \w+)*)/g)) {
		const names = operations.get(resource);
		if (names) expect(names.some((name) => rest.startsWith(name))).toBe(true);
	}
});
