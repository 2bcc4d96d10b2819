import { organizationLocator } from '../../descriptions/locators';
import { createOptions } from '../../descriptions/options';
import { importId, importIdOf } from '../../helpers/imports/importJobs';
import { writing } from '../../helpers/plannedWrites';
import type { Operation } from '../../operation';
import { organizationIdOf } from '../../parameters';

export const deleteImport: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete user import',
	description: 'Delete an import and its results at Docusign; the users it added or changed stay',
	calls: ['deleteBulkUserImport'],
	fields: [organizationLocator(), importId, createOptions],
	work: writing({
		async plan(item) {
			const id = importIdOf(item);
			return await Promise.resolve({
				facts: { organizationId: organizationIdOf(item), record: `the import "${id}"` },
				writes: [{ operation: 'deleteBulkUserImport', change: { import_id: id } }],
				result: () => [{ id, deleted: true }],
			});
		},
	}),
};
