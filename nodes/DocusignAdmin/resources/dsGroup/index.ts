import type { Resource } from '../../operation';
import { dsGroup as listed } from '../lists';
import { addMembers } from './addMembers';
import { create } from './create';
import { deleteGroup } from './delete';
import { get } from './get';
import { getMembers } from './getMembers';
import { removeMembers } from './removeMembers';

export const dsGroup: Resource = {
	...listed,
	operations: [
		addMembers,
		create,
		deleteGroup,
		get,
		...listed.operations,
		getMembers,
		removeMembers,
	],
};
