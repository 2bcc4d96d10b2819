import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const schema: Resource = {
	name: 'Schema',
	value: 'schema',
	operations: [getAll],
};
