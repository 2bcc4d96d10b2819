import type { Resource } from '../../operation';
import { productPermission as listed } from '../lists';
import { get } from './get';
import { remove } from './remove';
import { set } from './set';

export const productPermission: Resource = {
	...listed,
	operations: [get, ...listed.operations, remove, set],
};
