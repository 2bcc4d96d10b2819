import type { INodePropertyRouting } from 'n8n-workflow';

/** A field that is one property of the published request body; left out when it is left empty. */
export const body = (
	property: string,
	value = '={{ $value === "" ? undefined : $value }}',
): INodePropertyRouting => ({ send: { type: 'body', property, value } });
