import { organizationLocator } from '../../descriptions/locators';
import { readOptions } from '../../descriptions/options';
import { importId, importIdOf } from '../../helpers/imports/importJobs';
import { IMPORT_PATH } from '../../helpers/routing';
import type { Operation } from '../../operation';
import { organizationIdOf } from '../../parameters';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get user import',
	description: 'Retrieve how an import of users stands, with the number of rows and errors',
	calls: ['getBulkUserImportRequest'],
	request: { method: 'GET', url: `=/v2${IMPORT_PATH}` },
	fields: [organizationLocator(), importId, readOptions()],
	work: {
		kind: 'read',
		async read(item) {
			const record = `the import "${importIdOf(item)}"`;
			const facts = { organizationId: organizationIdOf(item), record };
			return await item.client.read('getBulkUserImportRequest', item.declared, facts);
		},
	},
};
