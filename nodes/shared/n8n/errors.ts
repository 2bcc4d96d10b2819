import { NodeApiError, type IDataObject, type INode, type JsonObject } from 'n8n-workflow';

import { ApiFailure } from '../errors/apiFailure';
import { linked, signInText } from './requests/signInText';

type Declared = NonNullable<ConstructorParameters<typeof NodeApiError>[2]>;

/** What a failed item says when the workflow goes on all the same. */
export function failedItem(error: unknown): IDataObject {
	const text = error instanceof Error ? error.message : String(error);
	if (!(error instanceof ApiFailure)) {
		const { code, message, remedy } = signInText(text);
		if (code === undefined) return { error: text };
		return { error: message, details: { code, ...(remedy && { description: remedy }) } };
	}
	const { code, description, status, traceToken, docusign, partial } = error;
	return {
		error: text,
		details: {
			code,
			description,
			...(status !== undefined && { status }),
			...(traceToken && { trace_token: traceToken }),
			...(docusign && { docusign: { ...docusign } }),
			...(partial && { partial: { ...partial } }),
		},
	};
}

/**
 * Any failure as n8n shows it. What is no failure of a request (signing in, a bad expression, a
 * cancelled run) keeps its own message; one of several lines becomes a title and a description.
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeApiError {
	if (error instanceof ApiFailure) return toNodeApiError(error, node, itemIndex);
	const shown = asNodeError(node, error, itemIndex);
	const { message, remedy } = signInText(shown.message);
	if (remedy === undefined) return shown;
	return asNodeError(node, { message, description: linked(remedy) }, itemIndex);
}

/** An error as n8n wants it, with its texts as they are. */
export function asNodeError(node: INode, error: unknown, itemIndex?: number): NodeApiError {
	if (error instanceof NodeApiError) return error;
	const { message, description } = error as { message: string; description?: string };
	const wrapped = new NodeApiError(node, {} as JsonObject, { message, description, itemIndex });
	wrapped.message = message;
	return wrapped;
}

/**
 * The error as n8n shows it: the message with the item's number, the remedy with Docusign's trace token
 * and reference as description, the status as `httpCode`.
 */
function toNodeApiError(failure: ApiFailure, node: INode, itemIndex?: number): NodeApiError {
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

/** What to do, and what Docusign's support asks for. */
function describe({ description, traceToken, docusign }: ApiFailure): string {
	const numbers = [
		traceToken && `Trace token for Docusign support: ${traceToken}`,
		docusign?.reference && `Docusign's reference: ${docusign.reference}`,
	];
	return [description, ...numbers].filter(Boolean).join(' ');
}

/** What n8n's scheduler may make of the error: whether waiting helps, or someone has to act. */
function declared({ scheduler: cause, retryAt }: ApiFailure): Declared['failure'] {
	if (!cause) return undefined;
	return cause === 'quota-exhausted' && retryAt !== undefined
		? { cause, resetsAtEpochMs: retryAt }
		: ({ cause } as Declared['failure']);
}
