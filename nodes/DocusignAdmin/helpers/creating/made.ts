import { silent } from '../../api/errors/failures';
import type { OperationId } from '../../api/contract';
import type { JsonObject, JsonValue } from '../../../shared/http';
import { isObject } from '../../../shared/json';
import { isCancelled } from '../../../shared/transport/cancellation';
import { stillUnknown } from '../../../shared/transport/sendUntilKnown';
import { nameKey } from '../../names/match';
import type { Item } from '../../operation';

/** How it is told whether something was made by the request whose answer is missing. */

/** How far the clocks of n8n and Docusign may differ. */
const LEEWAY_MS = 60_000;

/** When something was first asked for, in epoch ms: of a run that n8n repeats, the first try counts. */
export const firstAsked = async ({ client }: Item, key: string): Promise<number> =>
	await client.cache.remember(`since:${key}`, async () => await Promise.resolve(Date.now()));

/** Ids of what the run has made already under a key: each create makes one of its own. */
export const madeSoFar = async ({ client }: Item, key: string): Promise<Set<string>> =>
	await client.cache.remember(`made:${key}`, async () => await Promise.resolve(new Set<string>()));

/** Whether a record's time is no older than the request. Without a zone it is UTC; not shown is no proof. */
export function isSince(at: JsonValue, since: number): boolean {
	if (typeof at !== 'string') return false;
	const zoned = /(?:z|[+-]\d\d:?\d\d)$/i.test(at) ? at : `${at}Z`;
	const time = Date.parse(zoned);
	return !Number.isNaN(time) && time >= since - LEEWAY_MS;
}

/** Whether a name that was sent is the one shown; one that the record does not show speaks against nothing. */
export function fitsText(sent: JsonValue, shown: JsonValue): boolean {
	if (typeof sent !== 'string' || sent.trim() === '') return true;
	return typeof shown !== 'string' || nameKey(sent) === nameKey(shown);
}

/**
 * What was made: as the answer shows it. One without a word names nobody: what it speaks of is looked up.
 * That this fails, or that nothing is there yet, is no failure of the creation.
 *
 * @throws ApiFailure `DOCUSIGN_UNKNOWN_OUTCOME`
 */
export async function shownOr(
	answer: unknown,
	{ operation, look, about }: Made,
): Promise<JsonObject> {
	if (isObject(answer) && Object.keys(answer).length > 0) return answer;
	const open = (reason: unknown) =>
		stillUnknown(silent(operation), reason, { step: 'Looking it up', about });
	const found = await look().catch(
		async (error: unknown) => await Promise.reject(isCancelled(error) ? error : open(error)),
	);
	if (found) return found;
	throw open(new Error('nothing is there that it may have made'));
}

interface Made {
	operation: OperationId;
	look: () => Promise<JsonObject | undefined>;
	/** What was to be made, for messages. */
	about: string;
}
