import type { Resource } from '../../operation';
import { check } from './check';

export const connection: Resource = {
	name: 'Connection',
	value: 'connection',
	operations: [check],
};
