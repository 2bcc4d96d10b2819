import { LoadOptionsContext } from 'n8n-core';
import type { IHttpRequestHelper, INodeType } from 'n8n-workflow';

import { createEngine } from '../../support/engine';

/** n8n's own HTTP helper, as `preAuthentication` gets it. */
export function realHelpers(): IHttpRequestHelper {
	const { workflow, node, additionalData } = createEngine({
		nodeType: emptyNode,
		credentialTypes: [],
		credentials: {},
		parameters: {},
	});
	const { httpRequest } = new LoadOptionsContext(workflow, node, additionalData, '').helpers;
	return { helpers: { httpRequest } };
}

export const emptyNode = {
	description: {
		displayName: 'Empty',
		name: 'empty',
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [],
		properties: [],
		requestDefaults: {},
	},
} as unknown as INodeType;
