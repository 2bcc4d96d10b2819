/**
 * One thing that can go wrong. `message` says what happened and may hold `{placeholders}` (see
 * `MessageFacts`); `cause` is the reason behind it and `remedy` what to do, both as they stand.
 */
export interface ErrorRow {
	readonly code: `DOCUSIGN_${string}`;
	readonly message: string;
	readonly cause: string;
	readonly remedy: string;
}

/** What fills the placeholders of a message. One that is not given is filled with its fallback. */
export interface MessageFacts {
	/** What was to be done, as a verb: `create the user`. */
	operation?: string;
	/** The OAuth scope or scopes that the operation needs. */
	scope?: string;
	organization?: string;
	account?: string;
	/** An id or an e-mail address. */
	user?: string;
	email?: string;
	membership?: string;
	permissionProfile?: string;
	group?: string;
	/** What kind of record was looked for, where none of the above fits: `export`. */
	record?: string;
	/** Docusign's own words. */
	said?: string;
	/** When a limit ends, in epoch ms. */
	endsAt?: number;
	host?: string;
	status?: number;
	reason?: string;
	/** How many there are, and how many there may be. */
	count?: number;
	most?: number;
	contract?: string;
}

const NAMED: Record<string, string> = {
	organization: 'organization',
	account: 'account',
	user: 'user',
	membership: 'membership',
	permissionProfile: 'permission profile',
	group: 'group',
};

const FALLBACKS: Record<string, string> = {
	operation: 'carry out the request',
	scope: 'it needs',
	email: 'this address',
	record: 'what was asked for',
	said: 'it gave no reason',
	endsAt: 'the full hour',
	host: 'another address',
	status: 'an error',
	reason: 'no answer came',
	count: 'too many',
	most: 'fewer',
	contract: 'The API contract of this credential',
};

/** A message with its placeholders filled: `{user}` becomes `the user "jane@example.com"`. */
export function fillMessage(template: string, facts: MessageFacts): string {
	return template.replace(/\{(\w+)\}/g, (_, name: keyof MessageFacts) => {
		const value = facts[name];
		if (name in NAMED) return value ? `the ${NAMED[name]} "${value}"` : `the ${NAMED[name]}`;
		if (value === undefined || value === '') return FALLBACKS[name] ?? '';
		return name === 'endsAt' ? utcTime(Number(value)) : String(value);
	});
}

/** A point in time for people, to the second. */
function utcTime(epochMs: number): string {
	const ahead = new Date(Math.ceil(epochMs / 1_000) * 1_000);
	return `${ahead.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
