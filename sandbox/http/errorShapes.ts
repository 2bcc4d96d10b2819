import { randomUUID } from 'node:crypto';
import type { Answer } from './answer';

/** How the body of an error is built; all of them are seen of Docusign, or follow from its descriptions. */
export type ErrorShape =
	/** `{errorCode, message}`, as eSignature's. */
	| 'errorCode'
	/** `{error, error_description, reference_id}`, as at sign-in. */
	| 'oauth'
	/** RFC 9457: `{type, title, status, detail, errors, requestId}`. */
	| 'problem'
	/** `{Error: {UserMessage, DeveloperMessage, HttpStatusCode, ErrorCode, ReferenceId}}`, as CLM's. */
	| 'userMessage'
	/** `{Message, ModelState}`: the server's framework, of a field that it could not read. */
	| 'modelState'
	/** `{errors: [{code, message}], requestId}` and nothing around it. */
	| 'errors'
	/** `{errorMessage, referenceId}`, as Connect's: without any code. */
	| 'errorMessage';

export interface ErrorFacts {
	status: number;
	code: string;
	message: string;
}

const bodies: Record<ErrorShape, (facts: ErrorFacts) => object> = {
	errorCode: ({ code, message }) => ({ errorCode: code, message }),
	oauth: ({ code, message }) => ({
		error: code,
		error_description: message,
		reference_id: randomUUID(),
	}),
	problem: ({ status, code, message }) => ({
		type: 'about:blank',
		title: 'The request was refused',
		status,
		detail: message,
		errors: [{ code, message, target: 'request' }],
		requestId: randomUUID(),
	}),
	userMessage: ({ status, code, message }) => ({
		Error: {
			UserMessage: message,
			DeveloperMessage: null,
			HttpStatusCode: status,
			ErrorCode: code,
			ReferenceId: randomUUID(),
		},
	}),
	modelState: ({ message }) => ({
		Message: 'The request is invalid.',
		ModelState: { request: [message] },
	}),
	errors: ({ code, message }) => ({ errors: [{ code, message }], requestId: randomUUID() }),
	errorMessage: ({ message }) => ({ errorMessage: message, referenceId: randomUUID() }),
};

/** An error in a shape. */
export function errorAnswer(shape: ErrorShape, facts: ErrorFacts): Answer {
	return {
		status: facts.status,
		body: bodies[shape](facts),
		...(shape === 'problem'
			? { headers: { 'content-type': 'application/problem+json; charset=utf-8' } }
			: {}),
	};
}

type Details = { error?: unknown; error_description?: unknown };

/** An answer with its `error_details` as they are, or as text: their words, or their code. */
export function withDetailsAs(answer: Answer, form: 'object' | 'text' | 'code'): Answer {
	if (form === 'object' || typeof answer.body !== 'object') return answer;
	const text = JSON.stringify(answer.body, (key, value: unknown) => {
		if (key !== 'error_details' || typeof value !== 'object' || value === null) return value;
		const { error, error_description: description } = value as Details;
		return form === 'text' ? description : error;
	});
	return { ...answer, body: JSON.parse(text) as unknown };
}

type Usual = { errorCode?: string; message?: string; error?: string; error_description?: string };

/** A refusal of the sandbox's own, put into another shape; what is none is left as it is. */
export function reshaped(answer: Answer, shape: ErrorShape | 'usual'): Answer {
	const { status, body, headers } = answer;
	if (shape === 'usual' || status < 400 || typeof body !== 'object' || body === null) return answer;
	const { errorCode, message, error = '', error_description: description } = body as Usual;
	const facts = { status, code: errorCode ?? error, message: message ?? description ?? '' };
	const other = errorAnswer(shape, facts);
	return { ...other, headers: { ...headers, ...other.headers } };
}
