import type { Resource } from '../../operation';
import { get } from './get';
import { getAll } from './getAll';

export const organization: Resource = {
	name: 'Organization',
	value: 'organization',
	operations: [get, getAll],
};
