import type { Resource } from '../../operation';
import { send } from './send';

export const apiCall: Resource = {
	name: 'API Call',
	value: 'apiCall',
	operations: [send],
};
