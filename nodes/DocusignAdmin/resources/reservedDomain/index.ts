import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const reservedDomain: Resource = {
	name: 'Reserved Domain',
	value: 'reservedDomain',
	operations: [getAll],
};
