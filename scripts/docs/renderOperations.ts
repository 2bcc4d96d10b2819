import { contractOf } from '../../nodes/DocusignAdmin/api/contract';
import { isOffered, scopesFor, usesOf } from '../../nodes/DocusignAdmin/calls';
import type { Operation } from '../../nodes/DocusignAdmin/operation';
import { resources, workResources } from '../../nodes/DocusignAdmin/resources';
import { resources as scimResources } from '../../nodes/DocusignScim/resources';
import { table } from './table';

interface Documented {
	name: string;
	operations: ReadonlyArray<{ name: string; description: string }>;
}

const published = contractOf('openApi');

/** The scopes that every use takes, then those that only some take, on the published contract. */
function scopesCell(operation: Operation): string {
	const uses = usesOf(operation, published).filter((use) => isOffered(published, use));
	if (uses.length === 0) {
		return Array.isArray(operation.calls) ? 'none' : 'those of the operation that is called';
	}
	const each = uses.map((use) => scopesFor(published, use));
	const names = (scopes: string[]) => scopes.map((scope) => `\`${scope}\``).join(' ');
	const all = [...new Set(each.flat())];
	const always = all.filter((scope) => each.every((scopes) => scopes.includes(scope)));
	const sometimes = all.filter((scope) => !always.includes(scope));
	return [names(always), ...(sometimes.length > 0 ? [`at times ${names(sometimes)}`] : [])]
		.filter(Boolean)
		.join(', ');
}

/** A row for each operation, the resource named once. */
const rows = <R extends Documented>(
	resources: readonly R[],
	more: (operation: R['operations'][number]) => string[],
): string[][] =>
	resources.flatMap(({ name: resource, operations }) =>
		operations.map((operation, n) => [
			n === 0 ? resource : '',
			operation.name,
			operation.description.replace(/\.$/, '').replaceAll('|', '\\|'),
			...more(operation),
		]),
	);

const HEAD = ['Resource', 'Operation', 'What it does'];

/** The generated tables of docs/operations.md by the name of their markers. */
const TABLES: Readonly<Record<string, string>> = {
	operations: table([
		[...HEAD, 'Scopes'],
		...workResources.flatMap((resource) =>
			rows([resource], (operation) => [scopesCell(operation as Operation)]),
		),
		// It asks for what it may, and tells what it may not.
		...rows(
			resources.filter(({ value }) => value === 'connection'),
			() => ['whichever the credential has'],
		),
	]),
	'scim operations': table([HEAD, ...rows(scimResources, () => [])]),
};

/**
 * docs/operations.md with its tables of operations written anew, between `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws where a marker is missing
 */
export function renderOperations(page: string): string {
	return Object.entries(TABLES).reduce((text, [name, rendered]) => {
		const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
		const [before, rest] = text.split(begin);
		const after = rest?.split(end)[1];
		if (after === undefined) throw new Error(`docs/operations.md has no ${begin} … ${end}`);
		return `${before}${begin}\n\n${rendered}\n\n${end}${after}`;
	}, page);
}
