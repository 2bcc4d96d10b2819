import type { INodeProperties } from 'n8n-workflow';

/** A plain text field. */
export const text = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
});
