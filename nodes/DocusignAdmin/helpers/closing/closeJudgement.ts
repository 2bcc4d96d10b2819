import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { JsonObject } from '../../../shared/http';
import { objectIn } from '../../../shared/json';
import { isVerdict } from '../../../shared/transport/answers/verdict';
import { isCancelled } from '../../../shared/transport/cancellation';
import {
	CLOSED_CODES,
	isClosedAlready,
	readCloseAnswer,
	userEntry,
	type CloseAnswer,
} from '../../api/closeAnswer';
import type { AdminClient } from '../../api/client';
import type { OperationId, UserFacts } from '../../api/contract';
import { contextOf, silent } from '../../api/errors/failures';
import { isFailure } from '../../api/errors/catalogue';
import { failureFromItems } from '../../api/errors/refusals';
import type { Judgement } from '../../api/writes';
import { closedNow } from './closedNow';
import { copyOf, notWhole, partly, silence } from './closeFailures';

/** A close, as it is judged. */
export interface Close {
	client: AdminClient;
	organizationId: string;
	operation: OperationId;
	user: UserFacts;
	/** All of the user's where left out. */
	accountIds?: string[];
}

/** The accounts that an answer names need not be all there are. */
const NOT_AS_A_WHOLE =
	'Docusign names accounts in which the user is closed now, but does not say that the user is: look whether an account was left out.';

/** Beside what is not closed, what is closed already counts as closed: else its refusal would be told of all. */
function withClosed(told: CloseAnswer): CloseAnswer {
	const failed = told.failed.filter((each) => !isClosedAlready(each));
	if (failed.length === 0 && told.untold.length === 0) return told;
	const already = told.failed.filter(isClosedAlready).flatMap(({ id }) => id ?? []);
	return { ...told, failed, closed: [...told.closed, ...already] };
}

/**
 * How it is found out what came of a close. What its answer leaves open, and every refusal, is compared
 * with how the user stands now: closed is what was asked for, whatever the words for it.
 */
export function closeJudgement(close: Close): Judgement {
	const { client, organizationId, operation, user, accountIds } = close;
	const context = (account = accountIds?.[0]) => {
		const accountId = accountIds && account;
		return contextOf(operation, { organizationId, user, accountId }, client.contract);
	};
	let told: CloseAnswer | undefined;
	return {
		judge(body) {
			told = withClosed(readCloseAnswer(body, accountIds, user.email));
			const { failed, untold, isWhole, warnings } = told;
			const nothing = accountIds === undefined && !isWhole && told.closed.length === 0;
			if (failed.length > 0) throw failureFromItems(failed, context(failed[0].id));
			if (untold.length > 0 || nothing) throw silent(operation);
			const answer = shownIn(body, user);
			if (accountIds === undefined && !isWhole) {
				return { ...answer, warnings: [...warnings, NOT_AS_A_WHOLE] };
			}
			return warnings.length > 0 ? { ...answer, success: true, warnings } : answer;
		},
		async settle(failure, doubt) {
			if (!(failure instanceof ApiFailure)) return await Promise.reject(failure);
			if (!doubt && !isVerdict(failure)) throw failure;
			const states = await closedNow(close).catch(async (error: unknown) =>
				// A cancelled run is no answer.
				isCancelled(error) ? await Promise.reject(error) : undefined,
			);
			if (states === undefined) {
				if (saysClosed(failure, close, told)) return done(close, !doubt);
				if (!told || told.untold.length > 0 || told.closed.length === 0) throw failure;
				const open = told.failed.map(({ id = '' }) => id);
				throw partly(failure, { closed: told.closed, open, told, user });
			}
			const open = [...states].filter(([, isClosed]) => !isClosed).map(([id]) => id);
			if (open.length === 0) {
				const { closed: now = [], untold = [] } = told ?? {};
				return done(close, !doubt && now.length === 0 && untold.length === 0);
			}
			// An answer came, and what it left open is seen now.
			const isSilent = told !== undefined && failure.unknownOutcome;
			const known = isSilent ? failureFromItems(silence(open), context(open[0])) : failure;
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
			// After a loss, only the server's judgement of the request itself is one.
			throw known.unknownOutcome || !isVerdict(failure) ? failure : copyOf(known);
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
	return told.untold.length === 0 && told.failed.every(isClosedAlready);
}

const done = ({ accountIds = [] }: Close, wasClosed: boolean): JsonObject => ({
	success: true,
	accounts: accountIds.map((id) => ({ id })),
	...(wasClosed && { already_closed: true }),
});

/** On the contract that closes by address, the entry of the user that was meant. */
function shownIn(body: unknown, { email }: UserFacts): JsonObject {
	const answer = objectIn(body);
	if (!Array.isArray(answer.closed_users)) return answer;
	return userEntry(answer, email) ?? {};
}
