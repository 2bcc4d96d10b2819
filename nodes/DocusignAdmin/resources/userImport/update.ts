import { importFields } from '../../descriptions/importFields';
import { importing } from '../../helpers/imports/userImports';
import type { Operation } from '../../operation';

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update users by import',
	description: 'Change many memberships at once, by a file that Docusign works through',
	calls: [
		'updateBulkUserImports',
		'getBulkUserImportRequest',
		'getBulkUserImportCSV',
		'deleteBulkUserImport',
	],
	fields: importFields('update'),
	work: importing('update'),
};
