import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const permissionProfile: Resource = {
	name: 'Permission Profile',
	value: 'permissionProfile',
	operations: [getAll],
};
