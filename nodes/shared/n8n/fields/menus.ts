import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation, Resource, Work } from '../operation';

/** What the menus show of an operation. */
type Entry = Omit<Operation<never>, 'work'> & { work: Pick<Work<never>, 'kind'> };

/**
 * The operation of a resource that a fresh node stands on: Get Many, else the first that changes nothing,
 * else, where a resource has none of these, its first. n8n does not store it, so it must be one that does no
 * harm, whatever comes first in the menu; the name that the node has as a tool comes from it as well.
 */
function defaultOperationOf({ operations }: Resource<Entry>): Entry {
	const reads = operations.filter(({ work }) => work.kind !== 'write');
	return reads.find(({ value }) => value === 'getAll') ?? reads[0] ?? operations[0];
}

/**
 * Every operation goes through the pagination hook, the engine's only one around a request. It makes
 * the requests itself, so nothing is left to do with an answer here.
 */
const operationEntry = ({ name, value, action, description, request }: Entry) =>
	({
		name,
		value,
		action,
		description,
		routing: {
			// An operation of several requests declares none; the engine wants an address all the same.
			request: request ?? { method: 'GET', url: '/' },
			send: { paginate: true },
		},
	}) satisfies INodePropertyOptions;

const operationMenu = (resource: Resource<Entry>): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [resource.value] } },
	options: resource.operations.map(operationEntry),
	default: String(defaultOperationOf(resource).value),
});

const shownFor = (resource: string, operation: string, field: INodeProperties) => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		show: { resource: [resource], operation: [operation], ...field.displayOptions?.show },
	},
});

/** The Resource and Operation menus and every operation's fields, from the resources themselves. */
export function propertiesOf(resources: ReadonlyArray<Resource<Entry>>): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: 'user',
		},
		...resources.map(operationMenu),
		...resources.flatMap(({ value: resource, operations }) =>
			operations.flatMap(({ value: operation, fields }) =>
				fields.map((field) => shownFor(resource, operation, field)),
			),
		),
	];
}
