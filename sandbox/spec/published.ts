import type { CheckedRequest, PublishedOperation } from './model';
import spec from '../../nodes/DocusignAdmin/api/published/operations.json';
import { checkPublishedRules } from './publishedRules';
import { checkQuery } from './query';
import { checkPathParams, findOperation, queryOf } from './route';
import { checkPublishedType } from './schemas';

export const publishedOperations: readonly PublishedOperation[] = spec.operations;

/** The published operation of this id. Throws on an id that does not exist. */
export function publishedOperation(id: string): PublishedOperation {
	const found = publishedOperations.find((operation) => operation.id === id);
	if (!found) throw new Error(`The published API has no operation "${id}"`);
	return found;
}

/** The published operation a method and path stand for, if any. */
export function matchPublished(method: string, path: string) {
	return findOperation(publishedOperations, method, path);
}

function isNothing(body: unknown): boolean {
	if (body === undefined || body === null || body === '') return true;
	return typeof body === 'object' && Object.keys(body).length === 0;
}

function checkBody(operation: PublishedOperation, body: unknown): string[] {
	if (operation.requestSchema) return checkPublishedType(operation.requestSchema, body ?? null);
	if (operation.upload) return isNothing(body) ? ['body: a CSV file is required'] : [];
	// Docusign's own SDK sends {} with every POST, PUT and DELETE.
	return isNothing(body) ? [] : ['body: this operation takes none'];
}

/** Checks query and body of a request that is known to be this operation. */
export function checkPublishedCall(
	operation: PublishedOperation,
	query: URLSearchParams,
	body: unknown,
): string[] {
	return [
		...checkQuery(operation.query ?? [], query),
		...checkPublishedRules(operation.id, query),
		...checkBody(operation, body),
	];
}

/** Everything about a request that the published contract does not allow; `[]` when it is legal. */
export function validateRequest(request: CheckedRequest): string[] {
	const match = matchPublished(request.method, request.path);
	if (!match) return [`${request.method} ${request.path} is not an operation of the published API`];
	return [
		...checkPathParams(match.params),
		...checkPublishedCall(match.operation, queryOf(request.path, request.query), request.body),
	];
}

/** Everything in an answer that the published description does not know or types differently. */
export function validateResponse(operationId: string, body: unknown): string[] {
	const { responseSchema } = publishedOperation(operationId);
	if (!responseSchema) return isNothing(body) ? [] : ['body: this operation answers without one'];
	return checkPublishedType(responseSchema, body);
}
