import type { OperationId } from './contract';
import { ApiFailure } from '../../shared/errors/apiFailure';
import { isFailure } from './errors/catalogue';
import { failureFromItems, type FailureContext } from './errors/refusals';
import type { ApiRequest } from '../../shared/http';
import type { Call } from '../../shared/transport/call';
import { itemFailures } from './errors/itemFailures';

/**
 * Finds out whether a request without an answer was carried out: resolves to the answer it would have
 * given, or undefined when it was not and may be sent again.
 */
export type Recover = () => Promise<unknown>;

export interface Write {
	operation: OperationId;
	/** In the contract's words. */
	request: ApiRequest;
	/** What errors say about the request. */
	context: FailureContext;
	recover?: Recover;
}

/** The calls for which a repeat changes nothing more than the first did. */
const REPEATABLE: ReadonlySet<OperationId> = new Set<OperationId>([
	'updateUser',
	'updateMembership',
	'updateEmailAddress',
	'closeMemberships',
	'closeAllMemberships',
	'activateMembership',
]);

/** Whether a close is refused since the request before it, whose answer was lost, did it already. */
const isAlreadyClosed = (operation: OperationId, error: unknown): boolean =>
	(operation === 'closeMemberships' || operation === 'closeAllMemberships') &&
	(isFailure(error, 'DOCUSIGN_MEMBERSHIP_CLOSED') || isFailure(error, 'DOCUSIGN_USER_CLOSED'));

/** How often a request is sent whose answer keeps getting lost, with a look in between. */
const MOST_SENDS = 3;

type Sent = { body: unknown } | { error: unknown };

/**
 * Sends a request that changes something until it is known what came of it.
 *
 * One whose repeat is harmless is repeated; what is refused then because the first one did it counts
 * as done. Any other is looked up first, and sent again only when it was not carried out: a server may
 * show late what it did, so the look-up comes after a pause, and once more when the repeat is refused.
 *
 * @throws ApiFailure also when the answer reports failures behind a status 200
 */
export async function sendWrite(
	{ call, pause }: { call: Call<FailureContext>; pause: (sends: number) => Promise<void> },
	{ operation, request, context, recover }: Write,
): Promise<unknown> {
	const repeat = REPEATABLE.has(operation) ? 'safe' : 'unsafe';
	let unsure: ApiFailure | undefined;
	let repeated = false;
	const onRepeat = () => {
		repeated = true;
	};
	for (let sends = 1; ; sends++) {
		const sent = await call(request, { repeat, context, onRepeat }).then(
			judge(context),
			(error: unknown): Sent => ({ error }),
		);
		if ('body' in sent) return sent.body;
		const { error } = sent;
		if (repeated && isAlreadyClosed(operation, error)) return { success: true };
		const lost = error instanceof ApiFailure && error.unknownOutcome ? error : undefined;
		const doubt: ApiFailure | undefined = lost ?? unsure;
		if (!recover || !doubt) throw error;
		if (lost) await pause(sends);
		const carriedOut = await recover().catch((reason: unknown) => {
			throw stillUnknown(doubt, reason);
		});
		if (carriedOut !== undefined) return carriedOut;
		if (!lost || sends >= MOST_SENDS) throw error;
		unsure = lost;
	}
}

/** An answer of status 200 may report failures inside. */
const judge =
	(context: FailureContext) =>
	({ body }: { body: unknown }): Sent => {
		const failures = itemFailures(body);
		return failures.length > 0 ? { error: failureFromItems(failures, context) } : { body };
	};

/** The look-up failed too: what matters to the user is still that the request may have been carried out. */
function stillUnknown(doubt: ApiFailure, reason: unknown): unknown {
	if (!(reason instanceof ApiFailure)) return reason;
	const description = `${doubt.description} Looking it up did not help: ${reason.message}.`;
	const { message } = doubt;
	return new ApiFailure({ ...doubt, message, description });
}
