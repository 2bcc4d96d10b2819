import type { Resource } from '../../operation';
import { apply } from './apply';
import { plan } from './plan';
import { undo } from './undo';
import { verify } from './verify';

export const roster: Resource = {
	name: 'Roster',
	value: 'roster',
	operations: [plan, apply, undo, verify],
};
