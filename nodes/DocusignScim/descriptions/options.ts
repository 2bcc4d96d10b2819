import type { INodeProperties } from 'n8n-workflow';

import {
	concurrency as concurrencyOf,
	dryRun,
	maxWait as maxWaitOf,
	optionsCollection,
	pageSize as pageSizeOf,
} from '../../shared/n8n/fields/descriptions';

const concurrency = concurrencyOf('token');

const maxWait = maxWaitOf(
	'How long one request may wait in all when the server asks to slow down, before the item fails',
);

const pageSize = pageSizeOf(
	1000,
	'How many records to ask for per request. The server may send fewer.',
	100,
);

const ifMatch: INodeProperties = {
	displayName: 'If Match',
	name: 'ifMatch',
	type: 'string',
	default: '',
	placeholder: 'e.g. W/"3694e05e9dff590"',
	description:
		'The version that the record must still have, as in meta.version: if someone else has changed it since, nothing is changed. Needs a server that supports versions (etag in Service Provider Config).',
};

const readBack: INodeProperties = {
	displayName: 'Read Back',
	name: 'readBack',
	type: 'boolean',
	default: true,
	description:
		'Whether to read the record again when the server confirms a change without showing its result. Without it, the output is then the ID and what was sent.',
};

export const includeMembers: INodeProperties = {
	displayName: 'Include Members',
	name: 'includeMembers',
	type: 'boolean',
	default: true,
	description: 'Whether to return the members too. Large groups are read faster without them.',
};

export const listOptions = (...more: INodeProperties[]) =>
	optionsCollection(concurrency, maxWait, pageSize, ...more);

export const readOptions = (...more: INodeProperties[]) => optionsCollection(maxWait, ...more);

export const createOptions = (...more: INodeProperties[]) =>
	optionsCollection(concurrency, dryRun, maxWait, ...more);

export const changeOptions = (...more: INodeProperties[]) =>
	optionsCollection(concurrency, dryRun, ifMatch, maxWait, readBack, ...more);
