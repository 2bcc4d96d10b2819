import type { Resource } from '../../operation';
import { create } from './create';
import { deactivate } from './deactivate';
import { get } from './get';
import { getAll } from './getAll';
import { replace } from './replace';
import { update } from './update';

export const user: Resource = {
	name: 'User',
	value: 'user',
	operations: [create, deactivate, get, getAll, replace, update],
};
