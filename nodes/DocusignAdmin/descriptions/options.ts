import type { INodeProperties } from 'n8n-workflow';

import {
	concurrency as concurrencyOf,
	dryRun,
	maxWait as maxWaitOf,
	optionsCollection,
	pageSize as pageSizeOf,
} from '../../shared/n8n/fields/descriptions';

const concurrency = concurrencyOf('integration key');

const maxWait = maxWaitOf(
	'How long one request may wait in all when Docusign asks to slow down, before the item fails. An hourly limit that ends later than this fails at once and says when it ends.',
);

const pageSize = pageSizeOf(
	250,
	'How many records to ask for per request. Docusign sends at most 250, and in some lists fewer.',
);

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
		'What to do with a user whose record says that SCIM manages it: the identity provider may undo what is changed here. Warn and Refuse look at the user first. Where the operation does not do that anyway, such as closing selected accounts by ID, it costs one request per user and run.',
};

/** The options of an operation that lists; more of its own may follow. */
export const listOptions = (...more: INodeProperties[]): INodeProperties =>
	optionsCollection(concurrency, maxWait, pageSize, ...more);

export const readOptions = (...more: INodeProperties[]): INodeProperties =>
	optionsCollection(maxWait, ...more);

/** Of an operation that lists or changes, as the call chosen has it. */
export const apiCallOptions = optionsCollection(concurrency, dryRun, maxWait, pageSize);

export const createOptions = optionsCollection(concurrency, dryRun, maxWait);

const reopenClosed: INodeProperties = {
	displayName: 'Reopen Closed',
	name: 'reopenClosed',
	type: 'boolean',
	default: false,
	description:
		'Whether to open a closed user or membership again. That gives the access back, and Docusign may send the user an email. Without it, a closed one is an error.',
};

/** The options of an operation that makes a user as wanted, whoever is there. */
export const upsertOptions = optionsCollection(
	concurrency,
	dryRun,
	maxWait,
	reopenClosed,
	scimManaged,
);

/** The options of an operation that changes a user or a membership that is there. */
export const changeOptions = optionsCollection(concurrency, dryRun, maxWait, scimManaged);
