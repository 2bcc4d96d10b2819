import { isObject, objectIn } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/http';
import { plainText } from '../../shared/transport/answers/errorText';
import { matchCode } from './errors/docusignCodes';
import { isWarning, readDetails, type ItemFailure } from './errors/itemFailures';
import { isSameId } from './ids';

/** What an answer to a close says of the accounts that were asked for. */
export interface CloseAnswer {
	/** Ids of the accounts in which the user is closed. */
	closed: string[];
	/** Those in which the user is not, and why. */
	failed: ItemFailure[];
	/** Those of which the answer says nothing that can be relied on. */
	untold: string[];
	warnings: string[];
	/** The user is closed as a whole; told on the cursor contract, where no account was named. */
	isWhole: boolean;
}

const entriesIn = (value: unknown): JsonObject[] =>
	Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];

/** What an entry says of itself: a failure, a warning, or nothing. */
function detailsIn(entry: JsonObject): { failure?: ItemFailure; warning?: string } {
	const details = readDetails(entry.error_details);
	if (!details) return {};
	const { error, message } = details;
	const text = [message, error && `(${error})`].filter(Boolean).join(' ');
	if (isWarning(details)) return { warning: text };
	const silent = error ? '' : 'Docusign gave no reason';
	return { failure: { error: error ?? '', description: message ?? silent } };
}

const isClosed = (status: JsonValue) => plainText(status)?.toLowerCase() === 'closed';

const idOf = (entry: JsonObject): JsonValue => entry.id ?? entry.account_id;

/** The entry about the user that was meant, on the contract that closes by e-mail address. */
export function userEntry(body: JsonObject, email: string | undefined): JsonObject | undefined {
	return entriesIn(body.closed_users).find(
		({ user_email: each }) => String(each).toLowerCase() === email?.toLowerCase(),
	);
}

/** How an account stands by its entry; undefined where the entry does not say. */
function tellsClosed(entry: JsonObject, failed: boolean): boolean | undefined {
	if (failed) return false;
	if (entry.status === undefined) return true;
	return isClosed(entry.status);
}

/** What Docusign says of who is closed. */
export const CLOSED_CODES = ['DOCUSIGN_MEMBERSHIP_CLOSED', 'DOCUSIGN_USER_CLOSED'] as const;

/** Whether a failure is that there was nothing left to close. */
export const isClosedAlready = ({ error, description: message }: ItemFailure): boolean =>
	CLOSED_CODES.some((code) => code === matchCode({ error, message }));

/**
 * Whether a failure of the answer as a whole is about every account that it does not name. One that an entry has
 * too is that entry's; and where several were asked for, one of them may be closed already and others not.
 */
function speaksOfAll(
	failure: ItemFailure,
	{ status }: JsonObject,
	entries: readonly JsonObject[],
	asked: readonly string[] | undefined,
): boolean {
	if (entries.some((entry) => detailsIn(entry).failure?.error === failure.error)) return false;
	return asked?.length === 1 || isClosed(status) || !isClosedAlready(failure);
}

/**
 * Reads an answer to a close, of either contract. What it does not name is not taken for done, a
 * warning is no failure, and a user who stays open elsewhere may be closed in the account asked for.
 *
 * @param asked the ids of the accounts; all of the user's where left out
 * @param email whose entry counts where the answer lists users
 */
export function readCloseAnswer(
	answer: unknown,
	asked: readonly string[] | undefined,
	email: string | undefined,
): CloseAnswer {
	const body = objectIn(answer);
	const listsUsers = Array.isArray(body.closed_users);
	const user = listsUsers ? userEntry(body, email) : undefined;
	const head = user ?? (listsUsers ? {} : body);
	const whole = detailsIn(head);
	const found: CloseAnswer = {
		closed: [],
		failed: [],
		untold: [],
		warnings: whole.warning ? [whole.warning] : [],
		isWhole: false,
	};
	const entries = entriesIn(head.accounts);
	const userIsClosed = user !== undefined && isClosed(user.status) && !whole.failure;
	const ofAll =
		whole.failure && speaksOfAll(whole.failure, head, entries, asked) ? whole.failure : undefined;
	for (const id of asked ?? entries.map((entry) => String(idOf(entry)))) {
		const entry = entries.find((each) => isSameId(idOf(each), id));
		const { failure, warning } = entry ? detailsIn(entry) : {};
		if (warning) found.warnings.push(warning);
		const told = entry ? tellsClosed(entry, failure !== undefined) : userIsClosed || undefined;
		if (told === true) found.closed.push(id);
		else if (failure ?? (told === undefined && ofAll)) {
			found.failed.push({ id, ...(failure ?? ofAll!) });
		} else found.untold.push(id);
	}
	if (asked === undefined) {
		found.isWhole = userIsClosed;
		if (whole.failure && found.failed.length === 0) {
			if (ofAll) found.failed.push(ofAll);
			else found.untold.push(...found.closed.splice(0));
		}
	}
	// Not one entry speaks of a failure that the answer as a whole reports.
	if (body.success === false && found.failed.length === 0 && found.warnings.length === 0) {
		if (whole.failure === undefined) found.untold.push(...found.closed.splice(0));
	}
	return found;
}
