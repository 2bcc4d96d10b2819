/** The stable code of a failure, for workflows that branch on it. */
export type FailureCode = `DOCUSIGN_${string}`;

/** What n8n's scheduler makes of a failed poll: whether waiting helps, or someone has to act. */
export type SchedulerCause =
	'rate-limited' | 'quota-exhausted' | 'temporarily-unavailable' | 'credential-invalid';

/**
 * A request that failed, or that was refused before it was sent. Carries nothing secret: no header, no
 * token, no body beyond the server's own error text. `message` says what happened, in the user's words.
 */
export class ApiFailure extends Error {
	override readonly name: string = 'ApiFailure';
	readonly code!: FailureCode;
	/** What to do about it. */
	readonly description!: string;
	/** The HTTP status, where there was an answer. */
	readonly status?: number;
	/** `X-DocuSign-TraceToken`, which Docusign's support asks for. */
	readonly traceToken?: string;
	/** The server's own code and text, and the number under which it has noted the failure. */
	readonly docusign?: { error?: string; message?: string; reference?: string };
	/** Whether the request may have been carried out all the same. */
	readonly unknownOutcome: boolean;
	/** When the limit that refused it ends, in epoch ms. */
	readonly retryAt?: number;
	/** What was carried out all the same, and what not. */
	readonly partial?: { closed: string[]; not_closed: Array<Record<string, string>> };
	readonly attempts?: number;
	readonly waitedMs?: number;
	readonly scheduler?: SchedulerCause;

	constructor({ message, unknownOutcome = false, ...details }: ApiFailureDetails) {
		super(message);
		Object.assign(this, details);
		this.unknownOutcome = unknownOutcome;
	}
}

export type ApiFailureDetails = Omit<ApiFailure, 'name' | 'stack' | 'cause' | 'unknownOutcome'> &
	Partial<Pick<ApiFailure, 'unknownOutcome'>>;
