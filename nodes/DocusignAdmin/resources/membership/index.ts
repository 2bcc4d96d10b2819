import type { Resource } from '../../operation';
import { activate } from './activate';
import { close } from './close';
import { getAll } from './getAll';
import { update } from './update';

export const membership: Resource = {
	name: 'Membership',
	value: 'membership',
	operations: [activate, close, getAll, update],
};
