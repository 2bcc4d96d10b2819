import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation, Resource } from '../operation';

/**
 * Every operation goes through the transport, which hangs on the engine's only hook around a
 * request: its pagination. It makes the requests itself, so nothing is left to do with an answer here.
 */
const operationEntry = (operation: Operation): INodePropertyOptions => ({
	name: operation.name,
	value: operation.value,
	action: operation.action,
	description: operation.description,
	routing: {
		// An operation of several requests declares none; the engine wants an address all the same.
		request: operation.request ?? { method: 'GET', url: '/' },
		send: { paginate: true },
	},
});

const operationMenu = ({ value: resource, operations }: Resource): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [resource] } },
	options: operations.map(operationEntry),
	default: String(operations.map(({ value }) => value)[0]),
});

const shownFor = (resource: Resource, operation: Operation, field: INodeProperties) => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		show: {
			resource: [resource.value],
			operation: [operation.value],
			...field.displayOptions?.show,
		},
	},
});

/** The Resource and Operation menus and every operation's fields, from the resources themselves. */
export function propertiesOf(resources: Resource[]): INodeProperties[] {
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
		...resources.flatMap((resource) =>
			resource.operations.flatMap((operation) =>
				operation.fields.map((field) => shownFor(resource, operation, field)),
			),
		),
	];
}
