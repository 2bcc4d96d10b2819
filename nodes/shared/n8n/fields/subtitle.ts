import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Resource } from '../operation';

/**
 * What stands under a node on the canvas, in the words of its menus. n8n evaluates it in the browser, of the
 * parameters alone.
 */

/** A table of words as an expression of n8n, which ends at two braces. */
const words = (entries: ReadonlyArray<readonly [value: string, words: string]>): string =>
	`(${JSON.stringify(Object.fromEntries(entries))})`;

/** The action chosen: "Close user". */
export const subtitleOf = (
	resources: ReadonlyArray<Resource<{ value: string; action: string }>>,
): string => {
	const actions = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => [`${value}.${operation.value}`, operation.action] as const),
	);
	return `={{ ${words(actions)}[$parameter["resource"] + "." + $parameter["operation"]] }}`;
};

/** The entries chosen in a field that takes several: "User Created, User Closed". */
export function subtitleOfList(name: string, { options = [] }: INodeProperties): string {
	const names = (options as INodePropertyOptions[]).map(
		(option) => [String(option.value), option.name] as const,
	);
	return `={{ [].concat($parameter["${name}"]).map((value) => ${words(names)}[value] ?? value).join(", ") }}`;
}
