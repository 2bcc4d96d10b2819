import { importFields } from '../../descriptions/importFields';
import { importing } from '../../helpers/imports/userImports';
import type { Operation } from '../../operation';

export const close: Operation = {
	name: 'Close',
	value: 'close',
	action: 'Close users by import',
	description: 'Close many memberships at once, by a file that Docusign works through',
	calls: [
		'closeBulkUserImportRequest',
		'getBulkUserImportRequest',
		'getBulkUserImportCSV',
		'deleteBulkUserImport',
	],
	fields: importFields('close'),
	work: importing('close'),
};
