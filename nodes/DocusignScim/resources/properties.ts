import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from '../operation';

/** The Operation menu of a resource. Every operation goes through the engine's pagination hook. */
const operationMenu = ({ value, operations }: Resource): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [value] } },
	options: operations.map(({ name, value: operation, action, description, request }) => ({
		name,
		value: operation,
		action,
		description,
		routing: {
			request,
			send: { paginate: true },
		},
	})),
	default: String(operations[0].value),
});

/** The fields of an operation, each shown for it alone. */
const fieldsOf = (resource: string, { value, fields }: Operation): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: {
			show: { resource: [resource], operation: [value], ...field.displayOptions?.show },
		},
	}));

/** The Resource and Operation menus and every operation's fields, from the resources themselves. */
export const propertiesOf = (resources: Resource[]): INodeProperties[] => [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: 'user',
	},
	...resources.map(operationMenu),
	...resources.flatMap(({ value, operations }) =>
		operations.flatMap((operation) => fieldsOf(value, operation)),
	),
];
