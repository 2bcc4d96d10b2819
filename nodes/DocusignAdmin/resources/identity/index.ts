import type { Resource } from '../../operation';
import { deleteIdentity } from './delete';

export const identity: Resource = {
	name: 'Identity',
	value: 'identity',
	operations: [deleteIdentity],
};
