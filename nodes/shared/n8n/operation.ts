import type { INodeProperties, INodePropertyOptions, INodePropertyRouting } from 'n8n-workflow';

/** How an operation looks in the Operation menu, and what it declares. */
export interface MenuOperation {
	name: string;
	value: string;
	action: string;
	description: string;
	/** The request, where the operation is one request. */
	request?: INodePropertyRouting['request'];
	fields: INodeProperties[];
}

/** An entry of the Resource menu. */
export interface MenuResource<O extends MenuOperation = MenuOperation> {
	name: string;
	value: string;
	operations: O[];
}

/**
 * Every operation goes through the transport, which hangs on the engine's only hook around a
 * request: its pagination. It makes the requests itself, so nothing is left to do with an answer here.
 */
const operationEntry = (operation: MenuOperation): INodePropertyOptions => ({
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

const operationMenu = ({ value: resource, operations }: MenuResource): INodeProperties => ({
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
export function propertiesOf(resources: readonly MenuResource[]): INodeProperties[] {
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

/** The operation behind a pair of menu values. */
export function operationIn<O extends MenuOperation>(
	resources: ReadonlyArray<MenuResource<O>>,
	resource: string,
	operation: string,
): O {
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (!found) throw new Error(`There is no operation "${operation}" on "${resource}"`);
	return found;
}
