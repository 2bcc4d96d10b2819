import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation, Resource } from './operation';

/** What the menus show of an operation. */
type Entry = Omit<Operation<never>, 'work'>;

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

const operationMenu = ({ value: resource, operations }: Resource<Entry>): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [resource] } },
	options: operations.map(operationEntry),
	default: String(operations.map(({ value }) => value)[0]),
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
