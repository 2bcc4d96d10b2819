import type { INodeProperties } from 'n8n-workflow';

import { dryRun, maxWait, optionsCollection, text } from '../../shared/n8n/fields/descriptions';
import { COLUMNS, FIELDS, type Field, type ImportKind } from '../userImport/columns';
import { accountLocator, organizationLocator } from './locators';
import { notice } from './notices';

/** The fields of the four imports. */

/** How long a file is waited for where the item does not say, in seconds. */
export const IMPORT_MAX_WAIT = 3_600;

const LABELS: Readonly<Record<Field, string>> = {
	account: 'Account',
	userId: 'User ID',
	firstName: 'First Name',
	lastName: 'Last Name',
	email: 'Email',
	permissionProfile: 'Permission Profile',
	groups: 'Groups',
	jobTitle: 'Job Title',
	companyName: 'Company Name',
	addressLine1: 'Address Line 1',
	addressLine2: 'Address Line 2',
	city: 'City',
	stateRegionProvince: 'State, Region or Province',
	postalCode: 'Postal Code',
	phone: 'Phone',
	language: 'Language',
	loginPolicy: 'Login Policy',
	autoActivate: 'Auto Activate',
};

const importNotice = notice(
	'importNotice',
	'All items make one import, and each result comes back to its item. Give profiles and groups by name.',
);

const fieldNames = (kind: ImportKind): INodeProperties => ({
	displayName: 'Field Names',
	name: 'fieldNames',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: 'Under which name a field stands in the items, where not under its own',
	options: FIELDS[kind]
		.map((field) =>
			text(
				LABELS[field],
				field,
				`The name of the field that holds what Docusign's column ${COLUMNS[field]} takes. Left out: ${field}.`,
				field,
			),
		)
		.sort((a, b) => a.displayName.localeCompare(b.displayName)),
});

const confirmedClosures: INodeProperties = {
	displayName: 'Confirmed Closures',
	name: 'confirmedClosures',
	type: 'number',
	default: 0,
	typeOptions: { minValue: 0 },
	description:
		'How many memberships the import closes: more than 10 are closed only where this is their very number',
};

const checkGuards: INodeProperties = {
	displayName: 'Check Guards',
	name: 'checkGuards',
	type: 'boolean',
	default: true,
	description:
		"Whether to look first who administers the organization and who the credential's own user is, since Docusign closes neither: rows about them come back as errors and are not sent. Costs a request, and one for each administrator.",
};

const keepImport: INodeProperties = {
	displayName: 'Keep Import at Docusign',
	name: 'keepImport',
	type: 'boolean',
	default: false,
	description:
		'Whether to leave the import and its results at Docusign. They hold personal data, so they are deleted otherwise, once it is known what became of every row.',
};

export const importFields = (kind: ImportKind): INodeProperties[] => [
	organizationLocator(),
	{
		displayName: 'People From',
		name: 'peopleFrom',
		type: 'options',
		default: 'items',
		noDataExpression: true,
		options: [
			{ name: 'Input Items', value: 'items', description: 'Each item is a person' },
			{ name: 'JSON', value: 'json', description: 'A list in a field, for agents for example' },
		],
		description:
			'Where the people stand. A file takes up to 8,000 people, 50 accounts and 2,000 people of an account; where there are more, more files are sent.',
	},
	{
		displayName: 'People',
		name: 'people',
		type: 'json',
		default: '[]',
		placeholder:
			'e.g. [{"email": "jane@example.com", "account": "7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11"}]',
		displayOptions: { show: { peopleFrom: ['json'] } },
		description: `A JSON list with an object for each person, with the fields: ${FIELDS[kind].join(', ')}`,
	},
	accountLocator({
		required: false,
		whenEmpty: 'Account of each item',
		description: 'The account of people of whom the items name none',
	}),
	fieldNames(kind),
	...(kind === 'close' || kind === 'closeExternal' ? [confirmedClosures] : []),
	importNotice,
	optionsCollection(
		...(kind === 'close' ? [checkGuards] : []),
		dryRun,
		keepImport,
		maxWait('How long to wait for Docusign to finish each file of the import', IMPORT_MAX_WAIT),
	),
];
