import type { ErrorCode } from '../../DocusignAdmin/api/errors/catalogue';

export interface ApiFailureDetails {
	code: ErrorCode;
	/** What happened, in the user's words. */
	message: string;
	/** What to do about it. */
	description: string;
	/** The HTTP status, where there was an answer. */
	status?: number;
	/** `X-DocuSign-TraceToken`, which Docusign's support asks for. */
	traceToken?: string;
	/** Docusign's own code and text. */
	docusign?: { error?: string; message?: string };
	/** Whether the request may have been carried out all the same. */
	unknownOutcome?: boolean;
	/** When the limit that refused it ends, in epoch ms. */
	retryAt?: number;
	attempts?: number;
	waitedMs?: number;
}

/**
 * A request that failed, or that was refused before it was sent. Carries nothing secret: no header, no
 * token, no body beyond Docusign's own error text.
 */
export class ApiFailure extends Error {
	override readonly name: string = 'ApiFailure';
	readonly code: ErrorCode;
	readonly description: string;
	readonly status?: number;
	readonly traceToken?: string;
	readonly docusign?: { error?: string; message?: string };
	readonly unknownOutcome: boolean;
	readonly retryAt?: number;
	readonly attempts?: number;
	readonly waitedMs?: number;

	constructor(details: ApiFailureDetails) {
		super(details.message);
		this.code = details.code;
		this.description = details.description;
		this.status = details.status;
		this.traceToken = details.traceToken;
		this.docusign = details.docusign;
		this.unknownOutcome = details.unknownOutcome ?? false;
		this.retryAt = details.retryAt;
		this.attempts = details.attempts;
		this.waitedMs = details.waitedMs;
	}
}
