import type { Operation } from '../operation';
import { resources } from './index';

/** The operation behind a pair of menu values. */
export function operationOf(resource: string, operation: string): Operation {
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (!found) throw new Error(`There is no operation "${operation}" on "${resource}"`);
	return found;
}
