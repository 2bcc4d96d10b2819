import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

type Option = INodeProperties | INodePropertyOptions;

const concurrency: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	default: 8,
	typeOptions: { minValue: 1, maxValue: 32 },
	description:
		'How many requests may be under way at once. All runs with the same integration key share one limiter.',
};

const maxWait: INodeProperties = {
	displayName: 'Max Wait (Seconds)',
	name: 'maxWait',
	type: 'number',
	default: 300,
	typeOptions: { minValue: 0 },
	description:
		'How long one request may wait in all when Docusign asks to slow down, before the item fails. An hourly limit that ends later than this fails at once and says when it ends.',
};

const pageSize: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	default: 250,
	typeOptions: { minValue: 1, maxValue: 250 },
	description:
		'How many records to ask for per request. Docusign caps it at 250 on the published contract and at 100 on the cursor contract.',
};

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to output the requests that would change something instead of sending them. Look-ups that these requests need are still made.',
};

const scimManaged: INodeProperties = {
	displayName: 'Users Managed by SCIM',
	name: 'scimManaged',
	type: 'options',
	default: 'warn',
	options: [
		{
			name: 'Ignore',
			value: 'ignore',
			description: 'Change the user without looking',
		},
		{
			name: 'Refuse',
			value: 'refuse',
			description: 'Change nothing, and fail the item',
		},
		{
			name: 'Warn',
			value: 'warn',
			description: "Change the user, and add the field 'warnings' to the output",
		},
	],
	description:
		'What to do with a user whose record says that SCIM manages it: the identity provider may undo what is changed here. Warn and Refuse look at the user first. Where the operation does not do that anyway, it costs one request per user and run: closing selected accounts or a membership by ID, and on the cursor contract also updating by ID.',
};

const collection = (options: Option[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});

/** The options of an operation that lists; more of its own may follow, in alphabetical order. */
export const listOptions = (...more: INodeProperties[]): INodeProperties =>
	collection(
		[concurrency, maxWait, pageSize, ...more].sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		),
	);

export const readOptions: INodeProperties = collection([maxWait]);

export const createOptions: INodeProperties = collection([concurrency, dryRun, maxWait]);

/** The options of an operation that changes a user or a membership that is there. */
export const changeOptions: INodeProperties = collection([
	concurrency,
	dryRun,
	maxWait,
	scimManaged,
]);
