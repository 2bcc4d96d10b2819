import { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject } from '../../shared/http';
import { objectIn } from '../../shared/json';
import { readCloseAnswer, type CloseAnswer } from '../api/closeAnswer';
import type { AdminClient } from '../api/client';
import type { OperationId, UserFacts } from '../api/contract';
import { contextOf } from '../api/errors/failures';
import { isFailure } from '../api/errors/catalogue';
import { failureFromItems } from '../api/errors/refusals';
import { isSameId } from '../api/ids';
import { readProfile } from '../api/profiles';
import { isClosedMembership, isClosedUser, usersRequest } from '../api/userRecord';
import { factsOf } from '../api/users';
import type { Judgement } from '../api/writes';

/** A close, as it is judged. */
export interface Close {
	client: AdminClient;
	organizationId: string;
	operation: OperationId;
	user: UserFacts;
	/** All of the user's where left out. */
	accountIds?: string[];
}

const CLOSED_CODES = ['DOCUSIGN_MEMBERSHIP_CLOSED', 'DOCUSIGN_USER_CLOSED'] as const;

/** Refusals that say nothing of the user: of the token, of a right, of a limit. */
const NOT_ABOUT_THE_USER = [401, 403, 408, 429];

/**
 * How it is found out what came of a close. What its answer leaves open, and every refusal, is compared
 * with how the user stands now: closed is what was asked for, whatever the words for it.
 */
export function closeJudgement(close: Close): Judgement {
	const { client, organizationId, operation, user, accountIds } = close;
	const context = () =>
		contextOf(operation, { organizationId, user, accountId: accountIds?.[0] }, client.contract);
	let told: CloseAnswer | undefined;
	return {
		judge(body) {
			told = readCloseAnswer(body, accountIds, user.email);
			const { failed, untold, isWhole, warnings } = told;
			const nothing = accountIds === undefined && !isWhole && told.closed.length === 0;
			if (failed.length === 0 && untold.length === 0 && !nothing) {
				const answer = shownIn(body, user);
				return warnings.length > 0 ? { ...answer, success: true, warnings } : answer;
			}
			throw failureFromItems(failed.length > 0 ? failed : silence(untold, user), context());
		},
		async settle(failure, doubt) {
			if (!(failure instanceof ApiFailure)) throw failure;
			const judged = failure.status !== undefined && !NOT_ABOUT_THE_USER.includes(failure.status);
			if (!doubt && !judged) throw failure;
			if (!doubt && failure.retryAt !== undefined) throw failure;
			const states = await statesNow(close).catch(() => undefined);
			if (states === undefined) {
				if (CLOSED_CODES.some((code) => isFailure(failure, code))) return done(close, !doubt);
				throw failure;
			}
			const open = [...states].filter(([, isClosed]) => !isClosed).map(([id]) => id);
			if (open.length === 0) {
				return done(close, !doubt && told?.closed.length === 0 && told.untold.length === 0);
			}
			const closed = [...states].filter(([, isClosed]) => isClosed).map(([id]) => id);
			// Refused, and not closed: that is known, whatever became of the answers before it.
			if (closed.length === 0) throw judged && !failure.unknownOutcome ? copyOf(failure) : failure;
			throw partly(failure, { closed, open, told, user });
		},
	};
}

const silence = (ids: readonly string[], { email, id }: UserFacts) => {
	const subjects = ids.length > 0 ? ids : [email ?? id ?? ''];
	return subjects.map((each) => ({
		id: each,
		error: '',
		description: 'Docusign does not say that this was closed',
	}));
};

/** On the contract that closes by address, the entry of the user that was meant. */
function shownIn(body: unknown, { email }: UserFacts): JsonObject {
	const answer = objectIn(body);
	if (!Array.isArray(answer.closed_users)) return answer;
	const entries = answer.closed_users.map(objectIn);
	const mine = entries.find(
		({ user_email: each }) => String(each).toLowerCase() === email?.toLowerCase(),
	);
	return mine ?? {};
}

const done = ({ accountIds = [] }: Close, wasClosed: boolean): JsonObject => ({
	success: true,
	accounts: accountIds.map((id) => ({ id })),
	...(wasClosed && { already_closed: true }),
});

const copyOf = (failure: ApiFailure) =>
	new ApiFailure({ ...failure, message: failure.message });

interface Partly {
	closed: string[];
	open: string[];
	told: CloseAnswer | undefined;
	user: UserFacts;
}

/** Closed here and not there: whoever reads it has to know both. */
function partly(failure: ApiFailure, { closed, open, told, user }: Partly): ApiFailure {
	const notClosed = open.map((id) => {
		const why = told?.failed.find((each) => isSameId(each.id, id));
		return { id, ...(why && { error: why.error, description: why.description }) };
	});
	const whom = user.email ?? user.id;
	const message = `Docusign closed ${whom} in ${closed.join(', ')}, but not in ${open.join(', ')}: ${failure.message}`;
	return new ApiFailure({ ...failure, message, partial: { closed, not_closed: notClosed } });
}

/**
 * Whether the user is closed now, by account; for a close in all accounts of which none is named, one entry.
 *
 * @throws Error where that cannot be told
 */
async function statesNow(close: Close): Promise<Map<string, boolean>> {
	const { client, organizationId, user, accountIds } = close;
	if (user.id === undefined) throw new Error('The user is known by address only');
	const record = await readProfile(client, organizationId, user.id);
	const isWhole = isClosedUser(record);
	const ids = accountIds ?? [user.id];
	if (isWhole || accountIds === undefined) return new Map(ids.map((id) => [id, isWhole]));
	const { memberships = [] } = factsOf(record);
	const states = new Map<string, boolean>();
	for (const id of ids) {
		const shown = memberships.find(({ account_id: account }) => isSameId(account, id));
		states.set(id, shown ? isClosedMembership(shown) : await isClosedIn(close, id));
	}
	return states;
}

/** By the list of the account alone, which shows closed members too. */
async function isClosedIn(close: Close, accountId: string): Promise<boolean> {
	const { client, organizationId, user } = close;
	const request = usersRequest(organizationId, { account_id: accountId });
	for await (const page of client.lists.pages('getUsers', request, { organizationId, accountId })) {
		const member = page.find(({ id }) => isSameId(id, user.id));
		if (member) return isClosedMembership({ status: member.membership_status });
	}
	throw new Error('The user is not in the list of the account');
}
