import type { FailureCode, SchedulerCause } from './apiFailure';

/**
 * One thing that can go wrong. `message` says what happened and may hold `{placeholders}`; `cause` is
 * the reason behind it and `remedy` what to do, both as they stand.
 */
export interface ErrorRow {
	readonly code: FailureCode;
	readonly message: string;
	readonly cause: string;
	readonly remedy: string;
	/** What n8n's scheduler may make of it. */
	readonly scheduler?: SchedulerCause;
}

/** What fills the placeholders of a message; an API adds its own. All of it may be shown. */
export interface MessageFacts {
	/** What was to be done, as a verb: `create the user`. */
	operation?: string;
	/** The server's own words. */
	said?: string;
	/** When a limit ends, in epoch ms. */
	endsAt?: number;
	host?: string;
	status?: number;
	reason?: string;
	/** How many there are, and how many there may be. */
	count?: number;
	most?: number;
}

/** The words of an API for facts that a message may name. */
export interface Vocabulary {
	/** Facts that are shown with what they are: `user` as `the user "jane@example.com"`. */
	named?: Readonly<Record<string, string>>;
	/** What stands for a fact that is not known. */
	fallbacks?: Readonly<Record<string, string>>;
}

const FALLBACKS: Readonly<Record<string, string>> = {
	operation: 'carry out the request',
	said: 'it gave no reason',
	endsAt: 'the full hour',
	host: 'another address',
	status: 'an error',
	reason: 'no answer came',
	count: 'too many',
	most: 'fewer',
};

/**
 * A message with its placeholders filled.
 *
 * @example fillMessage('{user} is closed', { user: 'u-1' }, { named: { user: 'user' } }) // the user "u-1" is closed
 */
export function fillMessage(
	template: string,
	facts: MessageFacts,
	{ named = {}, fallbacks = {} }: Vocabulary = {},
): string {
	const values = facts as Record<string, unknown>;
	return template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = values[name];
		if (name in named)
			return value ? `the ${named[name]} "${String(value)}"` : `the ${named[name]}`;
		if (value === undefined || value === '') return fallbacks[name] ?? FALLBACKS[name] ?? '';
		return name === 'endsAt' ? utcTime(Number(value)) : String(value);
	});
}

/** A point in time for people, to the second. */
export function utcTime(epochMs: number): string {
	const ahead = new Date(Math.ceil(epochMs / 1_000) * 1_000);
	return `${ahead.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
