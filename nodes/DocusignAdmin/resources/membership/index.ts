import type { Resource } from '../../operation';
import { activate } from './activate';
import { close } from './close';
import { create } from './create';
import { getAll } from './getAll';
import { invite } from './invite';
import { update } from './update';

export const membership: Resource = {
	name: 'Membership',
	value: 'membership',
	operations: [activate, close, create, getAll, invite, update],
};
