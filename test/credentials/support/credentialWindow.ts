import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type INodeType,
} from 'n8n-workflow';

import { createEngine } from '../../support/engine';
import { emptyNode } from './engine';

interface EngineError extends Error {
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

/**
 * What n8n 2.41 shows after "Test" in the credential window: it runs the type's test on the real
 * engine, then looks at the answer in this order (cli/services/credentials-tester.service).
 */
export async function testCredential(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
): Promise<{ status: 'OK' | 'Error'; message: string }> {
	const { request, rules = [] } = type.test!;
	const nodeType = {
		description: {
			...emptyNode.description,
			credentials: [{ name: type.name, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
			],
		},
	} as unknown as INodeType;
	const { node, workflow, additionalData } = createEngine({
		nodeType,
		credentialTypes: [type],
		credentials: { [type.name]: data },
		parameters: {},
	});
	const items = [{ json: {} }];
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [items] },
		{ node, data: {}, source: null },
		[],
	);
	// The editor's fields, to which n8n adds the token that is stored.
	const decrypted = { id: type.name, name: type.name, type: type.name, data: { ...data } };
	let output;
	try {
		await workflow.expression.acquireIsolate();
		output = await new RoutingNode(context, nodeType, decrypted).runNode();
	} catch (error) {
		const { cause, message } = error as EngineError;
		const told = rules.find(
			(rule) => rule.type === 'responseCode' && rule.properties.value === cause?.response?.status,
		);
		const text = told?.properties.message ?? cause?.response?.statusText ?? cause?.code ?? message;
		return { status: 'Error', message: text };
	} finally {
		await workflow.expression.releaseIsolate();
	}
	const body = output?.[0][0].json as unknown;
	for (const rule of rules) {
		if (rule.type !== 'responseSuccessBody') continue;
		if (valueAt(body, rule.properties.key) === rule.properties.value) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return { status: 'OK', message: 'Connection successful!' };
}

/** As lodash `get`, which n8n uses here. */
function valueAt(value: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(inner, key) => (inner === null || inner === undefined ? undefined : Object(inner)[key]),
			value,
		);
}
