import type { Call } from './call';

/** A request as it arrived, and how it was answered. Carries no token, key or assertion. */
export interface RecordedRequest {
	method: string;
	path: string;
	query: Record<string, string>;
	/** `authorization` and `cookie` are replaced by their scheme or a note. */
	headers: Record<string, string>;
	/** Parsed where it is JSON or a form, else the text; undefined when there is none. */
	body: unknown;
	/** 0 while unanswered, and where the connection was dropped. */
	status: number;
	/** Epoch milliseconds of arrival, on the sandbox's clock. */
	at: number;
	/** The operation's id, where the path belongs to one. */
	operation?: string;
	/** Whether a limit refused it; there only where one did. */
	limited?: true;
	/** Why the sandbox itself failed, where it did: a bug in it, never Docusign's behaviour. */
	failure?: string;
}

const secretFields = [
	'assertion',
	'client_secret',
	'code',
	'code_verifier',
	'refresh_token',
	'token',
];

function claimsOf(assertion: string): unknown {
	try {
		return JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8'));
	} catch {
		// Whatever was sent is no JWT; there are no claims to show.
		return undefined;
	}
}

function recordedForm(text: string): Record<string, unknown> {
	const form = new URLSearchParams(text);
	const fields: Record<string, unknown> = Object.fromEntries(form);
	const assertion = form.get('assertion');
	for (const name of secretFields) if (form.has(name)) fields[name] = '[removed]';
	return assertion === null ? fields : { ...fields, claims: claimsOf(assertion) };
}

function recordedBody(call: Call): unknown {
	if (call.rawBody === '') return undefined;
	const type = call.headers['content-type'] ?? '';
	if (type.includes('form-urlencoded')) return recordedForm(call.rawBody);
	if (!type.includes('json')) return call.rawBody;
	try {
		return JSON.parse(call.rawBody) as unknown;
	} catch {
		// Broken JSON is recorded as it came.
		return call.rawBody;
	}
}

function recordedHeaders(headers: Record<string, string>): Record<string, string> {
	const recorded = { ...headers };
	if (recorded.authorization !== undefined) {
		recorded.authorization = recorded.authorization.split(' ')[0];
	}
	if (recorded.cookie !== undefined) recorded.cookie = '[removed]';
	return recorded;
}

/** Everything the sandbox was asked, in order of arrival, and how much of it at once. */
export class Recorder {
	readonly requests: RecordedRequest[] = [];
	total = 0;
	inFlight = 0;
	/** Of those under way, the ones that a fault never lets end. */
	hanging = 0;
	peakInFlight = 0;

	constructor(private readonly limit: () => number) {}

	begin(call: Call, at: number): RecordedRequest {
		const record: RecordedRequest = {
			method: call.method,
			path: call.path,
			query: Object.fromEntries(call.query),
			headers: recordedHeaders(call.headers),
			body: recordedBody(call),
			status: 0,
			at,
		};
		this.total++;
		this.inFlight++;
		this.peakInFlight = Math.max(this.peakInFlight, this.inFlight);
		this.requests.push(record);
		if (this.requests.length > this.limit()) this.requests.shift();
		return record;
	}

	/** Until its connection is closed. */
	hang(reply: { once(event: 'close', then: () => void): unknown }, then: () => void): void {
		this.hanging++;
		reply.once('close', () => {
			this.hanging--;
			then();
		});
	}

	end(record: RecordedRequest, status: number): void {
		record.status = status;
		this.inFlight--;
	}

	clear(): void {
		this.requests.length = 0;
		this.total = 0;
		this.peakInFlight = this.inFlight;
	}
}
