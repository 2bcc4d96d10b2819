import type { Resource } from '../../operation';
import { close } from './close';
import { create } from './create';
import { exportUsers } from './export';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';
import { upsert } from './upsert';

export const user: Resource = {
	name: 'User',
	value: 'user',
	operations: [close, create, exportUsers, get, getAll, update, upsert],
};
