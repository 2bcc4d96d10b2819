import type { Operation } from '../operation';
import { resources } from './index';

const operations = new Map(
	resources.flatMap((resource) =>
		resource.operations.map((operation) => [`${resource.value}.${operation.value}`, operation]),
	) as Array<[string, Operation]>,
);

/** The operation behind a pair of menu values. */
export function operationOf(resource: string, operation: string): Operation {
	const found = operations.get(`${resource}.${operation}`);
	if (!found) throw new Error(`There is no operation "${operation}" on "${resource}"`);
	return found;
}
