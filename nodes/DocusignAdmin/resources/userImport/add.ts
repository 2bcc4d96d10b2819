import { importFields } from '../../descriptions/importFields';
import { importing } from '../../helpers/imports/userImports';
import type { Operation } from '../../operation';

export const add: Operation = {
	name: 'Add',
	value: 'add',
	action: 'Add users by import',
	description: 'Add many users to accounts at once, by a file that Docusign works through',
	calls: [
		'addBulkUserImport',
		'getBulkUserImportRequest',
		'getBulkUserImportCSV',
		'deleteBulkUserImport',
	],
	fields: importFields('add'),
	work: importing('add'),
};
