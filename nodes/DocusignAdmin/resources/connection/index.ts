import type { Resource } from '../../operation';
import { checkOf } from './check';
import { compare } from './compare';

/** The connection, with a check of what can be done on the other resources. */
export const connectionTo = (resources: readonly Resource[]): Resource => ({
	name: 'Connection',
	value: 'connection',
	operations: [checkOf(resources), compare],
});
