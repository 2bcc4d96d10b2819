import spec from './cursor-operations.json';
import type { CheckedRequest, CursorOperation } from './model';
import { checkQuery } from './query';
import { checkPathParams, findOperation, queryOf } from './route';
import { checkSchema } from './schemas';

/** The largest and the usual page of the cursor contract. */
export const MAX_COUNT = 100;

export const cursorOperations: readonly CursorOperation[] = spec.operations;

/** The cursor contract's operation of this id. Throws on an id that does not exist. */
export function cursorOperation(id: string): CursorOperation {
	const found = cursorOperations.find((operation) => operation.id === id);
	if (!found) throw new Error(`The cursor contract has no operation "${id}"`);
	return found;
}

/** The cursor contract's operation a method and path stand for, if any. */
export function matchCursor(method: string, path: string) {
	return findOperation(cursorOperations, method, path);
}

function checkCount(query: URLSearchParams): string[] {
	const count = query.get('count');
	if (count === null) return [];
	return Number(count) >= 1 && Number(count) <= MAX_COUNT
		? []
		: [`query: count is not between 1 and ${MAX_COUNT}`];
}

/** Checks query and body of a request that is known to be this operation. */
export function checkCursorCall(
	operation: CursorOperation,
	query: URLSearchParams,
	body: unknown,
): string[] {
	const problems = [...checkQuery(operation.query ?? [], query), ...checkCount(query)];
	if (operation.request) {
		return [...problems, ...checkSchema(`cursor:${operation.id}`, operation.request, body ?? null)];
	}
	const empty = body === undefined || body === null || body === '';
	return empty ? problems : [...problems, 'body: this operation takes none'];
}

/** Everything about a request that the cursor contract does not allow; `[]` when it is legal. */
export function validateCursorRequest(request: CheckedRequest): string[] {
	const match = matchCursor(request.method, request.path);
	if (!match) return [`${request.method} ${request.path} is not part of the cursor contract`];
	return [
		...checkPathParams(match.params),
		...checkCursorCall(match.operation, queryOf(request.path, request.query), request.body),
	];
}
