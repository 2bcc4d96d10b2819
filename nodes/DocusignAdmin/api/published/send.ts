import type { ApiRequest, ApiResponse, JsonObject, JsonValue } from '../../../shared/http';
import { isObject } from '../../../shared/json';
import type { AdminClient } from '../client';
import type { Facts, OperationId } from '../contract';
import { scopesInUse } from '../credential';
import { createFailure } from '../errors/catalogue';
import { WHEN_NOT_AUTHORIZED } from '../errors/failures';
import { itemFailures } from '../errors/itemFailures';
import { failureFromItems, type FailureContext } from '../errors/refusals';
import type { PublishedOperation } from './facts';
import { recordsAt } from './lists';
import { PUBLISHED_VERBS } from './verbs';

/** Any published operation, sent as Docusign describes it. */

/** A request that has been checked against the description, and what it is about. */
export interface PublishedCall {
	operation: PublishedOperation;
	request: ApiRequest;
	/** The ids of its path, by the names of their places. */
	ids: Readonly<Record<string, string>>;
	facts: Facts;
}

/** Operations whose answer is a file. */
const FILES: Readonly<Record<string, string>> = { getBulkUserImportCSV: 'text/csv' };

/** What an answer is asked to be: JSON, or the file that the operation is there for. */
export const accepted = ({ id }: PublishedOperation): Record<string, string> | undefined =>
	FILES[id] === undefined ? undefined : { accept: FILES[id] };

/** Records that a path names and that messages have no word of their own for. */
const RECORDS: Readonly<Record<string, string>> = {
	dsGroupId: 'the DS group',
	exportId: 'the export',
	importId: 'the import',
	connectId: 'the Connect configuration',
	keyId: 'the key',
	assetGroupWorkId: 'the work',
	assetGroupId: 'the asset group',
};

function recordIn(ids: PublishedCall['ids']): string | undefined {
	const name = Object.keys(RECORDS).find((each) => ids[each] !== undefined);
	return name && `${RECORDS[name]} "${ids[name]}"`;
}

const listed = (scopes: readonly string[]) => scopes.join(' and the scope ') || undefined;

/** What is known of a request, for the messages about it. */
function contextOf(client: AdminClient, { operation, ids, facts }: PublishedCall): FailureContext {
	const { id, scopes, scopesPerDescription = [] } = operation;
	// Where the description contradicts itself, either may be what Docusign asks for.
	const or = scopesPerDescription.length > 0 ? ` (or ${scopesPerDescription.join(' ')})` : '';
	return {
		operation: PUBLISHED_VERBS[id],
		scope: `${listed(scopes)}${or}`,
		get missingScope() {
			const there = scopesInUse(client.credential);
			if (there === undefined || scopesPerDescription.some((each) => there.includes(each))) {
				return undefined;
			}
			return listed(scopes.filter((scope) => !there.includes(scope)));
		},
		organization: facts.organizationId || undefined,
		account: facts.accountId,
		user: facts.user?.id,
		membership: ids.membershipId,
		record: recordIn(ids),
		whenNotAuthorized: WHEN_NOT_AUTHORIZED[id as OperationId],
	};
}

/**
 * @throws ApiFailure `DOCUSIGN_USER_TOKEN_REQUIRED`, before anything is sent
 */
export function demandToken(client: AdminClient, { id, userTokenOnly }: PublishedOperation): void {
	if (!userTokenOnly || !client.credential.isApplication) return;
	throw createFailure('DOCUSIGN_USER_TOKEN_REQUIRED', { operation: PUBLISHED_VERBS[id] });
}

/**
 * Sends a call once, except where a repeat does no harm. A change whose answer is lost is not sent again: of
 * most of them it is not known what a second would do.
 *
 * @throws ApiFailure also where an answer with status 200 reports failures
 */
export async function sendPublished(
	client: AdminClient,
	call: PublishedCall,
): Promise<ApiResponse> {
	const { operation, request } = call;
	const context = contextOf(client, call);
	const options = {
		repeat: request.method === 'GET' ? 'safe' : 'unsafe',
		expects: FILES[operation.id] === undefined ? 'json' : 'text',
		context,
	} as const;
	return await client.call(request, options, (response) => {
		const failures = request.method === 'GET' ? [] : itemFailures(response.body);
		if (failures.length > 0) throw failureFromItems(failures, context);
		return response;
	});
}

/** An answer as records: as it is, each entry of a list, the text of a file, or that there was none. */
export function answerRecords({ body, status, headers }: ApiResponse): JsonObject[] {
	if (Array.isArray(body)) return body.map((entry: JsonValue) => asRecord(entry));
	if (typeof body === 'string' && body !== '') {
		return [{ text: body, content_type: headers['content-type'] }];
	}
	const isEmpty = !isObject(body) || Object.keys(body).length === 0;
	return [isEmpty ? { success: true, status } : body];
}

const asRecord = (entry: JsonValue): JsonObject => (isObject(entry) ? entry : { value: entry });

/**
 * The records of a list that comes whole.
 *
 * @throws ApiFailure `DOCUSIGN_UNREADABLE_ANSWER` where the list is missing
 */
export function listRecords(
	{ operation }: PublishedCall,
	{ body }: ApiResponse,
	path: readonly string[],
): JsonObject[] {
	const records = recordsAt(body, path);
	if (records !== undefined) return records;
	throw createFailure('DOCUSIGN_UNREADABLE_ANSWER', { operation: PUBLISHED_VERBS[operation.id] });
}
