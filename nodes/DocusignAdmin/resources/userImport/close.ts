import { importFields } from '../../descriptions/importFields';
import { importing } from '../../helpers/imports/userImports';
import type { Operation } from '../../operation';

const IMPORT = [
	'closeBulkUserImportRequest',
	'getBulkUserImportRequest',
	'getBulkUserImportCSV',
	'deleteBulkUserImport',
] as const;

export const close: Operation = {
	name: 'Close',
	value: 'close',
	action: 'Close users by import',
	description: 'Close many memberships at once, by a file that Docusign works through',
	calls: {
		'close users by import': IMPORT,
		'look first whom Docusign does not let be closed': [
			'getOrganizations',
			'getUserDSProfile',
			...IMPORT,
		],
	},
	fields: importFields('close'),
	work: importing('close'),
};
