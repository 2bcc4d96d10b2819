import { keepMessage } from './messageFilter';

/**
 * One thing that can go wrong: a stable code, what happened, and what to do about it. Both texts
 * may hold `{placeholders}`, which `explain` fills. docs/errors.md is generated from these rows.
 */
export interface ErrorRow {
	readonly code: `DOCUSIGN_${string}`;
	readonly cause: string;
	readonly remedy: string;
}

/** Values for the placeholders of a row. One that is missing or empty leaves nothing behind. */
export type Facts = Readonly<Record<string, string | undefined>>;

/**
 * What stops a sign-in, in words for the credential window.
 *
 * It carries no `code`, `response`, `statusCode` or `cause`: n8n reads those before the message and
 * would show a status text or a bare code, and an HTTP client's error holds the request's secrets.
 */
export class DocusignAuthError extends Error {
	override readonly name = 'DocusignAuthError';

	readonly docusignCode: string;

	readonly description?: string;

	/** How long the server asks to wait before the same is tried again, in ms, where it says so. */
	readonly retryAfterMs?: number;

	constructor(row: ErrorRow, facts: Facts = {}, description?: string, retryAfterMs?: number) {
		super(explain(row, facts));
		this.docusignCode = row.code;
		this.description = description;
		this.retryAfterMs = retryAfterMs;
	}
}

/** @throws DocusignAuthError where there is a problem */
export function check(problem: ErrorRow | undefined): void {
	if (problem) throw new DocusignAuthError(problem);
}

/**
 * The message of a row: cause, remedy and code, since a credential window shows nothing else. Where the
 * remedy begins on a line of its own, the first line is what a node shows as its title.
 */
export function explain(row: ErrorRow, facts: Facts = {}): string {
	const text = fill(`${row.cause} ${row.remedy}`, facts);
	return keepMessage(`${text} (${row.code})`);
}

function fill(template: string, facts: Facts): string {
	return template
		.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '')
		.replace(/ {2,}/g, ' ')
		.replace(/ \n/g, '\n')
		.trim();
}
