import { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject } from '../../shared/http';
import { objectIn } from '../../shared/json';
import { readCloseAnswer, type CloseAnswer } from '../api/closeAnswer';
import type { AdminClient } from '../api/client';
import type { OperationId, UserFacts } from '../api/contract';
import { contextOf } from '../api/errors/failures';
import { VERBS } from '../api/contract/verbs';
import { createFailure, isFailure } from '../api/errors/catalogue';
import { matchCode } from '../api/errors/docusignCodes';
import { failureFromItems } from '../api/errors/refusals';
import { isSameId } from '../api/ids';
import type { Judgement } from '../api/writes';
import { closedNow } from './closedNow';

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
			if (failed.length > 0) throw failureFromItems(failed, context());
			if (untold.length > 0 || nothing) throw silent(operation);
			const answer = shownIn(body, user);
			return warnings.length > 0 ? { ...answer, success: true, warnings } : answer;
		},
		async settle(failure, doubt) {
			if (!(failure instanceof ApiFailure)) return await Promise.reject(failure);
			const isVerdict =
				failure.status !== undefined &&
				!NOT_ABOUT_THE_USER.includes(failure.status) &&
				failure.retryAt === undefined;
			if (!doubt && !isVerdict) throw failure;
			const states = await closedNow(close).catch(async (error: unknown) =>
				// A cancelled run is no answer.
				error instanceof Error && error.name === 'AbortError'
					? await Promise.reject(error)
					: undefined,
			);
			if (states === undefined) {
				if (saysClosed(failure, close, told)) return done(close, !doubt);
				if (!told || told.untold.length > 0 || told.closed.length === 0) throw failure;
				const open = told.failed.map(({ id = '' }) => id);
				throw partly(failure, { closed: told.closed, open, told, user });
			}
			const open = [...states].filter(([, isClosed]) => !isClosed).map(([id]) => id);
			if (open.length === 0) {
				return done(close, !doubt && told?.closed.length === 0 && told.untold.length === 0);
			}
			// An answer came, and what it left open is seen now.
			const isSilent = told !== undefined && failure.unknownOutcome;
			const known = isSilent ? failureFromItems(silence(open), context()) : failure;
			if (accountIds === undefined) {
				if (told) throw notWhole(known, told, user);
				throw doubt ? failure : copyOf(failure);
			}
			const closed = [...states].filter(([, isClosed]) => isClosed).map(([id]) => id);
			// Refused as a whole, for the sake of what is closed already: the rest is asked for by itself.
			if (closed.length > 0 && told === undefined && !known.unknownOutcome) {
				await closeRest(close, open);
				return done(close, false);
			}
			if (closed.length > 0) throw partly(known, { closed, open, told, user });
			throw known.unknownOutcome ? failure : copyOf(known);
		},
	};
}

async function closeRest(close: Close, accountIds: string[]): Promise<void> {
	const { client, organizationId, operation, user } = close;
	const facts = { organizationId, user };
	const change = { accounts: accountIds.map((id) => ({ id })) };
	const request = client.compose(operation, change, facts);
	await client.write(operation, request, facts, closeJudgement({ ...close, accountIds }));
}

/** Whether a refusal says of everything that was asked for that it is closed already. */
function saysClosed(
	failure: ApiFailure,
	{ accountIds = [] }: Close,
	told: CloseAnswer | undefined,
): boolean {
	if (failure.unknownOutcome) return false;
	if (told === undefined) {
		return accountIds.length <= 1 && CLOSED_CODES.some((code) => isFailure(failure, code));
	}
	const words = told.failed.map(({ error, description: message }) => matchCode({ error, message }));
	return told.untold.length === 0 && words.every((code) => CLOSED_CODES.includes(code as never));
}

/** The answer of a close that does not say what became of it. */
const silent = (operation: OperationId) =>
	createFailure(
		'DOCUSIGN_UNKNOWN_OUTCOME',
		{ operation: VERBS[operation], reason: 'its answer does not say so' },
		{ status: 200, unknownOutcome: true },
	);

const silence = (ids: readonly string[]) =>
	ids.map((id) => ({
		id,
		error: '',
		description: 'Docusign does not say that this was closed, and shows it open',
	}));

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

const copyOf = (failure: ApiFailure) => new ApiFailure({ ...failure, message: failure.message });

/** Not closed as a whole: where no account was named, only the answer can say in which ones all the same. */
function notWhole(failure: ApiFailure, told: CloseAnswer, user: UserFacts): ApiFailure {
	const { closed, failed, untold } = told;
	const open = [...failed.map(({ id }) => id), ...untold].filter((id) => id !== undefined);
	if (closed.length > 0) return partly(failure, { closed, open, told, user });
	const { message } = failure;
	const description = `${failure.description} The user may be closed in some of the accounts all the same: look at the user in Docusign.`;
	return new ApiFailure({ ...failure, message, description });
}

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
	const description = failure.unknownOutcome
		? `It is about ${whom}, and may have been carried out in the rest too. ${failure.description}`
		: failure.description;
	const partial = { closed, not_closed: notClosed };
	return new ApiFailure({ ...failure, message, description, partial });
}
