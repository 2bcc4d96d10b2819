import type { Resource } from '../../operation';
import { get } from './get';

export const serviceProviderConfig: Resource = {
	name: 'Service Provider Config',
	value: 'serviceProviderConfig',
	operations: [get],
};
