import { ApiFailure } from '../errors/apiFailure';
import type { ApiRequest, ApiResponse } from '../http';
import { isVerdict } from './answers/verdict';
import type { Call, CallOptions } from './call';
import { isCancelled } from './cancellation';

export interface Writer<Context> {
	call: Call<Context>;
	/** Waits before it is looked up what came of a request; `sends`: how often it was sent. */
	pause(sends: number): Promise<void>;
}

/** A request that changes something, and what is known of its answers. */
export interface Write<Context, Answer> extends Pick<CallOptions<Context>, 'repeat' | 'context'> {
	request: ApiRequest;
	/** Why it is not known what became of it when it was sent in an earlier try of the run. */
	doubt?: ApiFailure;
	/** Whom or what it concerns, for a failure that leaves open whether it was carried out. */
	about?: string;
	/** What a successful answer says; throws where it reports failures inside. */
	read(response: ApiResponse): Answer;
	/**
	 * Finds out whether a request without an answer was carried out: resolves to the answer it would have
	 * given, or undefined when it was not and may be sent again. Rejects when that cannot be told.
	 */
	recover?(): Promise<Answer | undefined>;
	/**
	 * What to make of a failure, where the state of things tells more than its words: resolves to the
	 * answer where what was asked for is so; rejects with the failure itself where that cannot be told, and
	 * with another where it is known what was carried out and what not.
	 *
	 * @param doubt the request, or one before it, may have been carried out
	 */
	settle?(failure: unknown, doubt: ApiFailure | undefined): Promise<Answer>;
}

/** How often a request is sent whose answer keeps getting lost, with a look in between. */
const MOST_SENDS = 3;

/**
 * Sends a request that changes something until it is known what came of it.
 *
 * One whose repeat is harmless is repeated. Any other is looked up first, and sent again only when it was
 * not carried out: a server may show late what it did, so the look-up comes after a pause, and once more
 * when the repeat is refused. Whatever refuses a later step, be it the look-up, the repeat or the sign-in
 * between them, says nothing about the request whose answer was lost: that stays unknown.
 */
export async function sendUntilKnown<Context, Answer>(
	{ call, pause }: Writer<Context>,
	write: Write<Context, Answer>,
): Promise<Answer> {
	const { request, repeat, context, read, recover, settle, about } = write;
	const { doubt: earlier } = write;
	if (earlier && recover) {
		const known = await recover().catch(
			async (reason: unknown) =>
				await Promise.reject(
					isCancelled(reason)
						? reason
						: stillUnknown(earlier, reason, { step: 'Looking it up', about }),
				),
		);
		if (known !== undefined) return known;
	}
	let unsure = earlier;
	const onRepeat = (lost: ApiFailure) => {
		unsure ??= lost;
	};
	for (let sends = 1; ; sends++) {
		const sent = await call(request, { repeat, context, onRepeat }, read)
			.then((answer) => ({ answer }))
			.catch((error: unknown) => ({ error }));
		if ('answer' in sent) return sent.answer;
		const { error } = sent;
		if (isCancelled(error)) throw error;
		const lost = error instanceof ApiFailure && error.unknownOutcome ? error : undefined;
		const doubt: ApiFailure | undefined = lost ?? unsure;
		const unknown = (reason: unknown, step: Step) =>
			doubt && !isCancelled(reason) ? stillUnknown(doubt, reason, { step, about }) : reason;
		if (lost && (recover || settle)) await pause(sends);
		if (settle) {
			return await settle(error, doubt).catch((reason: unknown) => {
				throw reason === error ? unknown(error, 'Sending it again') : reason;
			});
		}
		if (!recover || !doubt) throw unknown(error, 'Sending it again');
		const carriedOut = await recover().catch((reason: unknown) => {
			throw unknown(reason, 'Looking it up');
		});
		if (carriedOut !== undefined) return carriedOut;
		if (!lost && isVerdict(error)) throw error;
		if (!lost || sends >= MOST_SENDS) throw unknown(error, 'Sending it again');
		unsure = lost;
	}
}

type Step = 'Looking it up' | 'Sending it again';

/**
 * The failure of a request that may have been carried out, whatever came afterwards.
 *
 * @param reason why a later step failed; the doubt itself where there was none
 */
export function stillUnknown(
	doubt: ApiFailure,
	reason: unknown,
	{ step, about }: { step: Step; about?: string },
): ApiFailure {
	const whom = about ? `It is about ${about}, and may have been carried out. ` : '';
	const why =
		reason === doubt
			? ''
			: ` ${step} did not help: ${reason instanceof Error ? reason.message : String(reason)}.`;
	const { message, description } = doubt;
	return new ApiFailure({ ...doubt, message, description: `${whom}${description}${why}` });
}
