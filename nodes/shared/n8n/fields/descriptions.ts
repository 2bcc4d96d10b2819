import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/** Fields that the nodes have in common. */

/** Return All and Limit, worded as everywhere in n8n. */
export const returnAllAndLimit: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		default: 50,
		typeOptions: { minValue: 1, numberPrecision: 0 },
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * A plain text field.
 *
 * @param example what may stand in it, shown while it is empty
 */
export const text = (
	displayName: string,
	name: string,
	description: string,
	example?: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...(example && { placeholder: `e.g. ${example}` }),
	description,
});

/** The ways every locator has: a searchable list, and an id. */
export const byListOrId = (searchListMethod: string, placeholder: string, idPlaceholder: string) =>
	({
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder,
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: idPlaceholder },
		],
	}) satisfies { modes: INodePropertyMode[] };

/** The Options collection, in alphabetical order. */
export const optionsCollection = (...options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
});

/** @param same what runs have in common that share a limiter */
export const concurrency = (same: string): INodeProperties => ({
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	default: 8,
	typeOptions: { minValue: 1, maxValue: 32, numberPrecision: 0 },
	description: `How many requests may be under way at once. All runs with the same ${same} share one limiter.`,
});

/** @param standard seconds where the field is left out, which it shows once it is added */
export const maxWait = (description: string, standard = 300): INodeProperties => ({
	displayName: 'Max Wait (Seconds)',
	name: 'maxWait',
	type: 'number',
	default: standard,
	typeOptions: { minValue: 0 },
	description,
});

export const pageSize = (most: number, description: string, standard = most): INodeProperties => ({
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	default: standard,
	typeOptions: { minValue: 1, maxValue: most, numberPrecision: 0 },
	description,
});

export const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to output the requests that would change something instead of sending them. Look-ups that these requests need are still made.',
};
