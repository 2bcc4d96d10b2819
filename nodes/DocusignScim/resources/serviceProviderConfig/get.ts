import { readOptions } from '../../descriptions/options';
import type { Operation } from '../../operation';
import { SERVICE_PROVIDER_CONFIG } from '../../api/capabilities';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get service provider config',
	description: 'Retrieve what the server supports: filters, changes, versions, sign-in',
	request: { method: 'GET', url: SERVICE_PROVIDER_CONFIG },
	fields: [readOptions()],
	work: {
		kind: 'read',
		async read({ client, declared }) {
			const context = { operation: 'read what the server supports' };
			return [(await client.read(declared.path, context)).resource];
		},
	},
};
