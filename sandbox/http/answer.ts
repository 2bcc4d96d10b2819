/** What an operation answers, before it becomes bytes. */
export interface Answer {
	status: number;
	/** Sent as JSON, unless it is a string, which goes out as it is. */
	body?: unknown;
	headers?: Record<string, string>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

/** An answer that ends an operation early: thrown anywhere below it. */
export class Refusal extends Error {
	override readonly name = 'Refusal';

	constructor(readonly answer: Answer) {
		super(`Refused with ${answer.status}`);
	}
}

/** A refusal in the eSignature style, which Docusign's own samples read on Admin calls. */
export const refuse = (status: number, errorCode: string, message: string): Refusal =>
	new Refusal({ status, body: { errorCode, message } });

/** A refusal in OAuth style: `/oauth/*`, and what the Admin API says of rights in some places. */
export const refuseOAuth = (error: string, description?: string, status = 400): Refusal =>
	new Refusal({
		status,
		body: { error, ...(description === undefined ? {} : { error_description: description }) },
	});

export const invalidParameter = (message: string): Refusal =>
	refuse(400, 'INVALID_REQUEST_PARAMETER', message);

export const invalidBody = (message: string): Refusal =>
	refuse(400, 'INVALID_REQUEST_BODY', message);

export const notFound = (errorCode: string, message: string): Refusal =>
	refuse(404, errorCode, message);

export const noSuchResource = (): Refusal =>
	notFound('RESOURCE_NOT_FOUND', 'The URL provided does not resolve to a resource.');
