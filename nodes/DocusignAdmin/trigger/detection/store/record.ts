/** Fields that are kept as a fingerprint: whether they changed is known, what they were is not. */
export const TEXT_FIELDS = ['user_name', 'first_name', 'last_name', 'email'] as const;

/** Fields of few distinct values, which are kept as they are. Published, only the profile has them. */
export const WORD_FIELDS = ['federated_status', 'language_culture', 'default_account_id'] as const;

export const FLAG_FIELDS = ['is_managed_by_scim', 'is_organization_admin'] as const;

/** Shown by the cursor contract's lists only, and the user's own there, in all accounts alike. */
export const JOB_FIELDS = ['title', 'company'] as const;

/** A fingerprint; EMPTY for a field that is shown without a value; undefined for one never shown. */
export type Text = number | undefined;
export const EMPTY = -1;

/** null: shown without a value. undefined: never shown. */
export type Word = string | null | undefined;
export type Flag = boolean | undefined;

/**
 * The status of a user who was told as created before any answer had shown a status: it is told once it
 * shows. Docusign's own are never empty.
 */
export const UNSEEN_STATUS = '';

/** What a membership allows. The published contract shows it in a user's profile only. */
export interface Access {
	/** The permission profile's id. */
	profile: Word;
	/** The fingerprint of the group ids; undefined: never shown. */
	groups?: number;
}

export interface Membership {
	account: string;
	status?: string;
	/** undefined: never read. */
	access?: Access;
}

/** What was last told of a user, or seen in the baseline. Never changed in place. */
export interface UserRecord {
	/** Counts the changes told, modulo 256: the same change at another time is another event. */
	revision: number;
	/**
	 * Modified shortly before the baseline and not read in it: that a window returns this user does
	 * not yet mean a change.
	 */
	settling: boolean;
	/** When the profile was last read or asked for, epoch seconds; undefined: never. */
	readAt?: number;
	status?: string;
	texts: readonly Text[];
	job: readonly Text[];
	words: readonly Word[];
	flags: readonly Flag[];
	memberships: readonly Membership[];
}

const unknown = <T>(length: number): readonly (T | undefined)[] =>
	Array<undefined>(length).fill(undefined);

export const NO_TEXTS: readonly Text[] = unknown(TEXT_FIELDS.length);
export const NO_WORDS: readonly Word[] = unknown(WORD_FIELDS.length);
export const NO_JOB: readonly Text[] = unknown(JOB_FIELDS.length);

/** A user of whom nothing is known. */
export const BLANK: UserRecord = {
	revision: 0,
	settling: false,
	texts: NO_TEXTS,
	job: NO_JOB,
	words: NO_WORDS,
	flags: unknown(FLAG_FIELDS.length),
	memberships: [],
};

const REVISIONS = 256;

/** The revision of a user of whom a change is told or noted. */
export const nextRevision = (known: UserRecord | undefined): number =>
	known ? (known.revision + 1) % REVISIONS : BLANK.revision;

/** Statuses are spelled `Closed` by one contract and `closed` by the other. */
export const sameStatus = (a: string | undefined, b: string | undefined): boolean =>
	a === b || a?.toLowerCase() === b?.toLowerCase();

export const isClosed = (status: string | undefined): boolean => sameStatus(status, 'closed');

export const membershipIn = (
	record: UserRecord | undefined,
	account: string,
): Membership | undefined =>
	record?.memberships.find((membership) => membership.account === account);

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
	a.every((value, index) => value === b[index]);

/**
 * Whether a record says what an earlier one did not know of who the user is, or has read who was settling:
 * if that were forgotten, a change since then would pass for what was there before.
 */
export function saysMore(before: UserRecord, after: UserRecord): boolean {
	const valuesOf = ({ status, texts, job }: UserRecord) => [status, ...texts, ...job];
	const now = valuesOf(after);
	const isRead = before.settling && !after.settling;
	return (
		isRead ||
		valuesOf(before).some((value, index) => value === undefined && now[index] !== undefined)
	);
}

const sameMembership = (a: Membership, b: Membership | undefined): boolean =>
	b !== undefined &&
	sameStatus(a.status, b.status) &&
	a.access?.profile === b.access?.profile &&
	a.access?.groups === b.access?.groups;

/** Whether two records say the same of the user. */
export function sameUser(a: UserRecord, b: UserRecord): boolean {
	return (
		sameStatus(a.status, b.status) &&
		sameList(a.texts, b.texts) &&
		sameList(a.job, b.job) &&
		sameList(a.words, b.words) &&
		sameList(a.flags, b.flags) &&
		a.memberships.length === b.memberships.length &&
		a.memberships.every((each) => sameMembership(each, membershipIn(b, each.account)))
	);
}
