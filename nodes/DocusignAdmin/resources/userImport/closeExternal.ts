import { importFields } from '../../descriptions/importFields';
import { importing } from '../../helpers/imports/userImports';
import type { Operation } from '../../operation';

export const closeExternal: Operation = {
	name: 'Close External',
	value: 'closeExternal',
	action: 'Close external memberships by import',
	description:
		'Close memberships of users of claimed domains in accounts of other organizations, by a file that Docusign works through',
	calls: [
		'closeBulkExternalUserImportRequest',
		'getBulkUserImportRequest',
		'getBulkUserImportCSV',
		'deleteBulkUserImport',
	],
	fields: importFields('closeExternal'),
	work: importing('closeExternal'),
};
