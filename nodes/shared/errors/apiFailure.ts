/** The stable code of a failure, for workflows that branch on it. */
export type FailureCode = `DOCUSIGN_${string}`;

/** What n8n's scheduler makes of a failed poll: whether waiting helps, or someone has to act. */
export type SchedulerCause =
	'rate-limited' | 'quota-exhausted' | 'temporarily-unavailable' | 'credential-invalid';

export interface ApiFailureDetails {
	code: FailureCode;
	/** What happened, in the user's words. */
	message: string;
	/** What to do about it. */
	description: string;
	/** The HTTP status, where there was an answer. */
	status?: number;
	/** `X-DocuSign-TraceToken`, which Docusign's support asks for. */
	traceToken?: string;
	/** The server's own code and text. */
	docusign?: { error?: string; message?: string };
	/** Whether the request may have been carried out all the same. */
	unknownOutcome?: boolean;
	/** When the limit that refused it ends, in epoch ms. */
	retryAt?: number;
	attempts?: number;
	waitedMs?: number;
	scheduler?: SchedulerCause;
}

/**
 * A request that failed, or that was refused before it was sent. Carries nothing secret: no header, no
 * token, no body beyond the server's own error text.
 */
export class ApiFailure extends Error {
	override readonly name: string = 'ApiFailure';
	readonly code: FailureCode;
	readonly description: string;
	readonly status?: number;
	readonly traceToken?: string;
	readonly docusign?: { error?: string; message?: string };
	readonly unknownOutcome: boolean;
	readonly retryAt?: number;
	readonly attempts?: number;
	readonly waitedMs?: number;
	readonly scheduler?: SchedulerCause;

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
		this.scheduler = details.scheduler;
	}
}
