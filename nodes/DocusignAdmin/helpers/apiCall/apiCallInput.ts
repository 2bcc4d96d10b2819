import { invalidInput } from '../../../shared/errors/input';
import type { JsonObject, JsonValue } from '../../../shared/http';
import { isObject, parseJson } from '../../../shared/json';
import { isBlank, readText } from '../../../shared/n8n/fields/readers';
import { nearest } from '../../../shared/nearest';
import { bodyProblems, emptyProblems } from '../../api/published/checkBody';
import { checkQuery } from '../../api/published/checkQuery';
import { PUBLISHED, publishedOperation, type PublishedOperation } from '../../api/published/facts';
import { accepted, type PublishedCall } from '../../api/published/send';
import { checkPath } from '../../api/published/target';
import type { Item } from '../../operation';

/** Reads an API call from an item and holds it against the description, before anything is sent. */

const MOST_TOLD = 5;

/** @param what the field and the operation, as it goes on before a colon */
function demand(problems: readonly string[], what: string): void {
	if (problems.length === 0) return;
	const more = problems.length - MOST_TOLD;
	const told = problems.slice(0, MOST_TOLD).join('; ');
	throw invalidInput(
		`${what}: ${told}${more > 0 ? `; and ${more} more` : ''}`,
		'Correct it by the description of the operation. Nothing was sent to Docusign.',
	);
}

/** The operation that the item names. */
export function operationOf(item: Item): PublishedOperation {
	const id = readText(item.parameter('apiOperation'));
	const found = publishedOperation(id);
	if (found) return found;
	if (id === '') throw invalidInput(`'API Operation' is empty`, 'Choose an operation.');
	const near = nearest(
		id,
		PUBLISHED.map((each) => each.id),
	);
	throw invalidInput(
		`The published Admin API has no operation "${id}"`,
		near ? `Did you mean ${near}?` : 'Choose one from the list.',
	);
}

/** Rows of a name and a value, as collections of fields give them. */
const isRow = (entry: JsonValue): entry is JsonObject =>
	isObject(entry) && typeof entry.name === 'string' && 'value' in entry;

function rowsIn(value: JsonValue): JsonObject[] | undefined {
	const [only, ...more] = isObject(value) ? Object.values(value) : [value];
	return more.length === 0 && Array.isArray(only) && only.every(isRow) ? only : undefined;
}

function valuesOf(rows: readonly JsonObject[], label: string): JsonObject {
	const names = rows.map(({ name }) => String(name));
	const twice = names.find((name, n) => names.indexOf(name) < n);
	if (twice === undefined) return Object.fromEntries(rows.map(({ value }, n) => [names[n], value]));
	throw invalidInput(`'${label}' give ${twice} twice`, 'Give each once: only one is sent.');
}

/** A set of names and values: an object, its JSON, or rows of a name and a value. */
function namedValues(given: JsonValue, label: string): JsonObject {
	if (isBlank(given)) return {};
	const value = typeof given === 'string' ? (parseJson(given) as JsonValue) : given;
	const rows = rowsIn(value);
	if (rows) return valuesOf(rows, label);
	if (isObject(value)) return value;
	throw invalidInput(
		typeof given === 'string' && value === undefined
			? `'${label}' is no JSON`
			: `'${label}' is no set of names and values`,
		'Give an object such as { "organizationId": "…" }.',
	);
}

/** Whether an operation takes away what cannot simply be brought back. */
export const needsConfirmation = ({ id, method }: PublishedOperation): boolean =>
	method === 'DELETE' || /^(?:redact|close)/.test(id);

function readBody(given: JsonValue, operation: PublishedOperation): JsonValue {
	const { id, upload, requestSchema } = operation;
	if (upload !== undefined) {
		if (typeof given === 'string' && given.trim() !== '') return given;
		throw invalidInput(
			`'Body' of ${id} is no text`,
			`Give the text of the file (${upload}), its columns in the first line.`,
		);
	}
	const value = typeof given === 'string' && !isBlank(given) ? parseJson(given) : given;
	if (value === undefined && !isBlank(given)) {
		throw invalidInput(`'Body' is no JSON`, 'Give an object in JSON, or an expression for one.');
	}
	const body = value as JsonValue;
	const isEmpty = isBlank(body) || (isObject(body) && Object.keys(body).length === 0);
	if (requestSchema === undefined) {
		if (isEmpty) return undefined;
		throw invalidInput(`'Body' is given, and ${id} takes no body`, "Leave 'Body' empty.");
	}
	if (isBlank(body)) {
		throw invalidInput(`'Body' of ${id} is empty`, 'An expression may have found nothing.');
	}
	demand(bodyProblems(body, requestSchema), `'Body' does not fit ${id}`);
	if (needsConfirmation(operation)) demand(emptyProblems(body), `'Body' does not fit ${id}`);
	return body;
}

/** What the ids of a call say, for messages and for a contract with paths of its own. */
const factsOf = (ids: PublishedCall['ids'], accountId: JsonValue): PublishedCall['facts'] => ({
	organizationId: ids.organizationId ?? '',
	accountId: ids.accountId ?? (typeof accountId === 'string' ? accountId : undefined),
	user: ids.userId === undefined ? undefined : { id: ids.userId },
});

/**
 * The call that an item asks for.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT`: names each part that the description does not know
 */
export function apiCallOf(item: Item, operation: PublishedOperation): PublishedCall {
	const { id, method, upload } = operation;
	const paths = namedValues(item.parameter('pathParameters'), 'Path Parameters');
	const { path, ids, problems } = checkPath(operation, paths);
	demand(problems, `'Path Parameters' do not fit ${id}`);
	const queries = namedValues(item.parameter('queryParameters'), 'Query Parameters');
	const checked = checkQuery(operation, queries);
	demand(checked.problems, `'Query Parameters' do not fit ${id}`);
	const body = readBody(item.parameter('body'), operation);
	const hasQuery = Object.keys(checked.query).length > 0;
	const file = { 'content-type': upload!, 'content-disposition': 'filename=import.csv' };
	const headers = upload === undefined ? accepted(operation) : file;
	const request = {
		method: method as PublishedCall['request']['method'],
		path,
		...(hasQuery && { query: checked.query }),
		...(headers && { headers }),
		...(body !== undefined && { body }),
	};
	return { operation, request, ids, facts: factsOf(ids, checked.query.account_id) };
}
