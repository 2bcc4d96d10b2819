import type { Resource } from '../../operation';
import { addMembers } from './addMembers';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { removeMembers } from './removeMembers';

export const group: Resource = {
	name: 'Group',
	value: 'group',
	operations: [addMembers, create, get, getAll, removeMembers],
};
