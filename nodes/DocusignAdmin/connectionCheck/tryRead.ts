import { ApiFailure } from '../../shared/errors/apiFailure';
import type { Facts, OperationId } from '../api/contract';
import type { ApiRequest, JsonObject } from '../../shared/http';
import type { AdminClient } from '../api/client';

/** What a read came to: records and headers of the answer, or what went wrong. */
export type TriedRead =
	{ records: JsonObject[]; headers: Record<string, string> } | { failure: Error };

/** n8n's own errors, which is what a sign-in that fails arrives as. */
const N8N_ERRORS = new Set(['NodeApiError', 'NodeOperationError']);

/** Whether an error tells what came of a read, and is no fault of ours. */
export const isAnswer = (error: unknown): boolean =>
	error instanceof ApiFailure || (error instanceof Error && N8N_ERRORS.has(error.name));

/**
 * Makes a read to find out whether it works. Its failure is a value: refused, unanswered, not signed
 * in, not offered by the contract. A cancelled run and a fault of ours still reject.
 */
export async function tryRead(
	client: AdminClient,
	operation: OperationId,
	request: ApiRequest,
	facts: Facts,
): Promise<TriedRead> {
	return await client.answer(operation, request, facts).catch(async (failure: Error) => {
		return isAnswer(failure) && !client.isCancelled ? { failure } : await Promise.reject(failure);
	});
}
