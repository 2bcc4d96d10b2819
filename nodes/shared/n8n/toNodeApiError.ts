import { NodeApiError, type INode } from 'n8n-workflow';

import type { ApiFailure } from '../errors/apiFailure';

type Declared = NonNullable<ConstructorParameters<typeof NodeApiError>[2]>;

/**
 * The error as n8n shows it: the message with the item's number, the remedy and Docusign's trace token as
 * description, the status as `httpCode`.
 */
export function toNodeApiError(
	failure: ApiFailure,
	node: INode,
	{ itemIndex }: { itemIndex?: number } = {},
): NodeApiError {
	const item = itemIndex === undefined ? '' : ` [item ${itemIndex}]`;
	const message = `${failure.message}${item}`;
	const error = new NodeApiError(
		node,
		{},
		{
			message,
			description: describe(failure),
			httpCode: failure.status === undefined ? undefined : String(failure.status),
			itemIndex,
			failure: declared(failure),
		},
	);
	// The constructor replaces messages in which it finds one of Node's error codes.
	error.message = message;
	error.context.code = failure.code;
	return error;
}

function describe({ description, traceToken }: ApiFailure): string {
	return traceToken
		? `${description} Trace token for Docusign support: ${traceToken}`
		: description;
}

/** What n8n's scheduler may make of the error: whether waiting helps, or someone has to act. */
function declared({ scheduler: cause, retryAt }: ApiFailure): Declared['failure'] {
	if (!cause) return undefined;
	return cause === 'quota-exhausted' && retryAt !== undefined
		? { cause, resetsAtEpochMs: retryAt }
		: ({ cause } as Declared['failure']);
}
