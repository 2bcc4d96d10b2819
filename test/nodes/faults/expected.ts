import type { ContractName } from '../../support/admin';
import type { FaultRow } from './faults';
import type { Job } from './job';

/** What each cell must come to, and why some cannot occur. */

/**
 * `done`: done once, and told to be. `later`: a poll that tells nothing of it, and the next one does. Anything
 * else is a code of docs/errors.md: it is told to have failed, and is not done, except where the code or its
 * description leaves that open.
 */
export type Verdict = string;

type Table = Readonly<Record<string, Verdict | Partial<Record<ContractName, Verdict>>>>;

const FINAL: Table = {
	'400 hourly limit': 'DOCUSIGN_HOURLY_LIMIT',
	'403': 'DOCUSIGN_ACCESS_DENIED',
	redirect: 'DOCUSIGN_REDIRECT_REFUSED',
	'429, for ever': 'DOCUSIGN_BURST_LIMIT',
	'400 burst limit, for ever': 'DOCUSIGN_BURST_LIMIT',
	'401, for ever': 'DOCUSIGN_TOKEN_REFUSED',
};

const READ: Table = {
	...FINAL,
	'connection reset before, for ever': 'DOCUSIGN_NO_ANSWER',
	'connection reset after, for ever': 'DOCUSIGN_NO_ANSWER',
	'no answer, for ever': 'DOCUSIGN_NO_ANSWER',
	'slow body, for ever': 'DOCUSIGN_NO_ANSWER',
	'500, for ever': 'DOCUSIGN_UNAVAILABLE',
	'502 with HTML, for ever': 'DOCUSIGN_UNAVAILABLE',
	'503, for ever': 'DOCUSIGN_UNAVAILABLE',
	'JSON cut short, for ever': 'DOCUSIGN_CUT_OFF',
	'empty body, for ever': 'DOCUSIGN_CUT_OFF',
};

const UNKNOWN = 'DOCUSIGN_UNKNOWN_OUTCOME';
/** Of a change: whether it was carried out cannot be told, and never that it was not. */
const WRITE: Table = {
	...FINAL,
	'connection reset before, for ever': UNKNOWN,
	'connection reset after, for ever': UNKNOWN,
	'no answer, for ever': UNKNOWN,
	'slow body, for ever': UNKNOWN,
	'500, for ever': UNKNOWN,
	'502 with HTML, for ever': UNKNOWN,
	'503, for ever': UNKNOWN,
	'JSON cut short, for ever': UNKNOWN,
};

/** A change that is looked up where its answer is lost: what was carried out is seen. */
const LOOKED_UP: Table = {
	...WRITE,
	'connection reset after, for ever': 'done',
	'slow body, for ever': 'done',
	'JSON cut short, for ever': 'done',
};

/** A change that is sent once, whatever comes back. */
const SENT_ONCE: Table = {
	...WRITE,
	'connection reset before': UNKNOWN,
	'no answer': UNKNOWN,
	'500': UNKNOWN,
	'502 with HTML': UNKNOWN,
	'503': UNKNOWN,
};

/** A change that is sent once, and of which nothing shows whether it was carried out. */
const NEVER_SEEN: Table = {
	...SENT_ONCE,
	'connection reset after': UNKNOWN,
	'no answer, carried out': UNKNOWN,
	'500, carried out': UNKNOWN,
	'502 with HTML, carried out': UNKNOWN,
	'JSON cut short': UNKNOWN,
	'body cut off': UNKNOWN,
	'slow body': UNKNOWN,
	'HTML with 200': UNKNOWN,
};

const EXPECTED: Readonly<Record<string, Table>> = {
	'User > Create': LOOKED_UP,
	'User > Create or Update': LOOKED_UP,
	'User > Create or Update, who is there': WRITE,
	'User > Update': WRITE,
	'User > Close': LOOKED_UP,
	'Membership > Create': LOOKED_UP,
	'Membership > Invite': NEVER_SEEN,
	'Membership > Update': WRITE,
	'Membership > Activate': {
		...LOOKED_UP,
		// Docusign refuses to activate with a 401 where the person lacks rights.
		'401, for ever': 'DOCUSIGN_ACTIVATION_NOT_ALLOWED',
		'403': 'DOCUSIGN_ACTIVATION_NOT_ALLOWED',
	},
	'Roster > Apply': {
		...SENT_ONCE,
		'connection reset after, for ever': 'done',
		'slow body, for ever': 'done',
		'JSON cut short, for ever': 'done',
	},
	'User Import > Add': {
		...NEVER_SEEN,
		'empty body': 'DOCUSIGN_UNREADABLE_ANSWER',
		'empty body, for ever': 'DOCUSIGN_UNREADABLE_ANSWER',
	},
	'Docusign Admin Trigger': {
		...READ,
		// One of its lists fails, and the others go on.
		'403': { openApi: 'later', cursor: 'done' },
		redirect: { openApi: 'later', cursor: 'done' },
		// What it has read by then is told, and the rest when the list goes on.
		'looping cursor': { cursor: 'later' },
	},
	'Token exchange (JWT)': {
		'no answer': 'DOCUSIGN_OAUTH_TIMEOUT',
		'no answer, carried out': 'DOCUSIGN_OAUTH_TIMEOUT',
		'slow body': 'DOCUSIGN_OAUTH_TIMEOUT',
		'no answer, for ever': 'DOCUSIGN_OAUTH_TIMEOUT',
		'slow body, for ever': 'DOCUSIGN_OAUTH_TIMEOUT',
		'429': 'DOCUSIGN_OAUTH_THROTTLED',
		'429, for ever': 'DOCUSIGN_OAUTH_THROTTLED',
		'400 burst limit': 'DOCUSIGN_OAUTH_THROTTLED',
		'400 burst limit, for ever': 'DOCUSIGN_OAUTH_THROTTLED',
		'400 hourly limit': 'DOCUSIGN_OAUTH_THROTTLED',
		'401': 'DOCUSIGN_OAUTH_REFUSED',
		'401, for ever': 'DOCUSIGN_OAUTH_REFUSED',
		'403': 'DOCUSIGN_OAUTH_REFUSED',
		redirect: 'DOCUSIGN_OAUTH_REDIRECTED',
		'connection reset before, for ever': 'DOCUSIGN_OAUTH_NO_CONNECTION',
		'connection reset after, for ever': 'DOCUSIGN_OAUTH_NO_CONNECTION',
		'500, for ever': 'DOCUSIGN_OAUTH_UNAVAILABLE',
		'502 with HTML, for ever': 'DOCUSIGN_OAUTH_UNAVAILABLE',
		'503, for ever': 'DOCUSIGN_OAUTH_UNAVAILABLE',
		'JSON cut short, for ever': 'DOCUSIGN_OAUTH_NO_TOKEN',
		'empty body, for ever': 'DOCUSIGN_OAUTH_NO_TOKEN',
	},
	'User > Get Many': {
		...READ,
		// Published lists go by position and follow no link; cursor lists have nothing else.
		'repeated page': { cursor: 'DOCUSIGN_CURSOR_REPEATED' },
		'looping cursor': { cursor: 'DOCUSIGN_CURSOR_REPEATED' },
	},
	'List of users in the editor': {
		...READ,
		'no answer': 'DOCUSIGN_NO_ANSWER',
		'no answer, carried out': 'DOCUSIGN_NO_ANSWER',
		'slow body': 'DOCUSIGN_NO_ANSWER',
	},
	'SCIM: User > Create': {
		...LOOKED_UP,
		'400 hourly limit': 'DOCUSIGN_HOURLY_LIMIT',
		'403': 'DOCUSIGN_SCIM_ACCESS_DENIED',
		'401, for ever': 'DOCUSIGN_SCIM_TOKEN_REFUSED',
	},
	'SCIM: User > Update': {
		...LOOKED_UP,
		'400 hourly limit': 'DOCUSIGN_HOURLY_LIMIT',
		'403': 'DOCUSIGN_SCIM_ACCESS_DENIED',
		'401, for ever': 'DOCUSIGN_SCIM_TOKEN_REFUSED',
	},
};

/** What a job must come to under a fault. */
export function verdictOn({ name }: Job, contract: ContractName, fault: FaultRow): Verdict {
	const told = EXPECTED[name][fault.name] ?? 'done';
	return typeof told === 'string' ? told : (told[contract] ?? 'done');
}

/** Why a fault cannot meet a job; undefined where it can. */
export function impossible({ isList, name }: Job, { only }: FaultRow): string | undefined {
	if (only !== 'lists' || isList) return undefined;
	return /editor/.test(name)
		? 'the editor shows one page, and asks for the next when somebody scrolls'
		: 'no list of several pages';
}
