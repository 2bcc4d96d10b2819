import { ApiFailure } from '../errors/apiFailure';
import type { ApiRequest, ApiResponse } from '../http';
import type { Call, CallOptions } from './call';

export interface Writer<Context> {
	call: Call<Context>;
	/** Waits before it is looked up what came of a request; `sends`: how often it was sent. */
	pause(sends: number): Promise<void>;
}

/** A request that changes something, and what is known of its answers. */
export interface Write<Context, Answer> extends Pick<CallOptions<Context>, 'repeat' | 'context'> {
	request: ApiRequest;
	/** What a successful answer says; throws where it reports failures inside. */
	read(response: ApiResponse): Answer;
	/**
	 * Finds out whether a request without an answer was carried out: resolves to the answer it would have
	 * given, or undefined when it was not and may be sent again. Rejects when that cannot be told.
	 */
	recover?(): Promise<Answer | undefined>;
	/** The answer to a repeat that was refused because the request before it did it already. */
	doneBefore?(refusal: unknown): Answer | undefined;
	/** What to fail with where the look-up failed for a reason. The doubt itself where left out. */
	stillUnknown?(doubt: ApiFailure, reason: unknown): unknown;
}

/** How often a request is sent whose answer keeps getting lost, with a look in between. */
const MOST_SENDS = 3;

/**
 * Sends a request that changes something until it is known what came of it.
 *
 * One whose repeat is harmless is repeated; what is refused then because the first one did it counts
 * as done. Any other is looked up first, and sent again only when it was not carried out: a server may
 * show late what it did, so the look-up comes after a pause, and once more when the repeat is refused.
 */
export async function sendUntilKnown<Context, Answer>(
	{ call, pause }: Writer<Context>,
	write: Write<Context, Answer>,
): Promise<Answer> {
	const { request, repeat, context, read, recover, doneBefore, stillUnknown } = write;
	let unsure: ApiFailure | undefined;
	let repeated = false;
	const onRepeat = () => {
		repeated = true;
	};
	for (let sends = 1; ; sends++) {
		const sent = await call(request, { repeat, context, onRepeat })
			.then((response) => ({ answer: read(response) }))
			.catch((error: unknown) => ({ error }));
		if ('answer' in sent) return sent.answer;
		const { error } = sent;
		const done = repeated ? doneBefore?.(error) : undefined;
		if (done !== undefined) return done;
		const lost = error instanceof ApiFailure && error.unknownOutcome ? error : undefined;
		const doubt: ApiFailure | undefined = lost ?? unsure;
		if (!recover || !doubt) throw error;
		if (lost) await pause(sends);
		const carriedOut = await recover().catch((reason: unknown) => {
			throw stillUnknown ? stillUnknown(doubt, reason) : doubt;
		});
		if (carriedOut !== undefined) return carriedOut;
		if (!lost || sends >= MOST_SENDS) throw error;
		unsure = lost;
	}
}
