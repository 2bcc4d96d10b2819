import type { INodeParameters } from 'n8n-workflow';

/** The parameters of an operation on users. */
export const user = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'user',
	operation,
	...more,
});

/** A refusal as RFC 7644 section 3.12 words it, for a server that is to answer with it. */
export const scimError = (status: number, more: object) => () => ({
	status,
	body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: `${status}`, ...more },
});
