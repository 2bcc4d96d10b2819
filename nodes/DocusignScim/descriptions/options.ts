import type { INodeProperties } from 'n8n-workflow';

const concurrency: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	default: 8,
	typeOptions: { minValue: 1, maxValue: 32 },
	description:
		'How many requests may be under way at once. All runs with the same token share one limiter.',
};

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to output the request that would change something instead of sending it. Look-ups that it needs are still made.',
};

const ifMatch: INodeProperties = {
	displayName: 'If Match',
	name: 'ifMatch',
	type: 'string',
	default: '',
	placeholder: 'e.g. W/"3694e05e9dff590"',
	description:
		'The version that the record must still have, as in meta.version: if someone else has changed it since, nothing is changed. Needs a server that supports versions (etag in Service Provider Config).',
};

const maxWait: INodeProperties = {
	displayName: 'Max Wait (Seconds)',
	name: 'maxWait',
	type: 'number',
	default: 300,
	typeOptions: { minValue: 0 },
	description:
		'How long one request may wait in all when the server asks to slow down, before the item fails',
};

const pageSize: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	default: 100,
	typeOptions: { minValue: 1, maxValue: 1000 },
	description: 'How many records to ask for per request. The server may send fewer.',
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

const collection = (...options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
});

export const listOptions = (...more: INodeProperties[]) =>
	collection(concurrency, maxWait, pageSize, ...more);

export const readOptions = (...more: INodeProperties[]) => collection(maxWait, ...more);

export const createOptions = collection(concurrency, dryRun, maxWait);

export const changeOptions = collection(concurrency, dryRun, ifMatch, maxWait, readBack);
