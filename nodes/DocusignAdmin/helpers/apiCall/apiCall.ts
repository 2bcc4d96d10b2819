import { invalidInput } from '../../../shared/errors/input';
import { MOST_RECORDS, type JsonObject } from '../../../shared/http';
import { objectIn } from '../../../shared/json';
import type { WritePlan } from '../../../shared/n8n/operation';
import { readBoolean, readText } from '../../../shared/n8n/fields/readers';
import type { AdminClient } from '../../api/client';
import type { OperationId } from '../../api/contract';
import { contractLacks, tooManyResults } from '../../api/errors/failures';
import type { PublishedOperation } from '../../api/published/facts';
import { recordsPath } from '../../api/published/lists';
import { insteadOnCursor, ON_CURSOR } from '../../api/published/onCursor';
import {
	answerRecords,
	demandToken,
	listRecords,
	sendPublished,
	type PublishedCall,
} from '../../api/published/send';
import { PUBLISHED_VERBS } from '../../api/published/verbs';
import type { Item } from '../../operation';
import { apiCallOf, needsConfirmation, operationOf } from './apiCallInput';

/** @throws ApiFailure `DOCUSIGN_INVALID_INPUT` where the operation's id was not typed */
function demandConfirmation(item: Item, operation: PublishedOperation): void {
	if (!needsConfirmation(operation)) return;
	if (readText(item.parameter('confirm')) === operation.id) return;
	throw invalidInput(
		`To ${PUBLISHED_VERBS[operation.id]} has to be confirmed`,
		`Type ${operation.id} in 'Confirm'. Nothing was sent to Docusign.`,
	);
}

/** What pages itself leaves nothing to say about pages. */
function demandNoPages({ operation, request }: PublishedCall): void {
	const said = ['start', 'take', 'end', 'page', 'page_size'].find(
		(name) => request.query?.[name] !== undefined,
	);
	if (said === undefined) return;
	throw invalidInput(
		`'Query Parameters' of ${operation.id} have ${said}, and 'Return All' is on`,
		"Leave it out: all pages are read. How large they are, 'Page Size' in the options says.",
	);
}

async function collected(pages: AsyncIterable<JsonObject[]>): Promise<JsonObject[]> {
	const all: JsonObject[] = [];
	for await (const page of pages) {
		for (const record of page) all.push(record);
		if (all.length > MOST_RECORDS) throw tooManyResults(undefined, MOST_RECORDS);
	}
	return all;
}

/** @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for an operation that lists nothing */
function listOf({ id, ...operation }: PublishedOperation): string[] {
	const path = recordsPath({ id, ...operation });
	if (path) return path;
	throw invalidInput(`${id} lists nothing that there could be more of`, "Switch 'Return All' off.");
}

/** The contract's row of a list that comes in pages; undefined where it comes whole. */
function pagedRow(client: AdminClient, id: string): OperationId | undefined {
	const rows: Readonly<Record<string, { paging?: string } | undefined>> = client.contract.rows;
	const paging = rows[id]?.paging;
	return paging === undefined || paging === 'none' ? undefined : (id as OperationId);
}

function onPublished(client: AdminClient, call: PublishedCall, all: boolean): WritePlan {
	const { operation, request, facts } = call;
	const list = all ? listOf(operation) : undefined;
	const row = pagedRow(client, operation.id);
	return {
		requests: [request],
		async send() {
			if (list && row) return await collected(client.lists.pages(row, request, facts));
			const answer = await sendPublished(client, call);
			return list ? listRecords(call, answer, list) : answerRecords(answer);
		},
	};
}

/** The few operations that both contracts have, in the other one's words. */
function onCursor(
	client: AdminClient,
	api: OperationId,
	{ operation, request, facts }: PublishedCall,
	all: boolean,
): WritePlan {
	if (request.method !== 'GET') {
		const spoken = client.compose(api, objectIn(request.body), facts);
		return {
			requests: [spoken],
			send: async () => [objectIn(await client.write(api, spoken, facts))],
		};
	}
	if (all) listOf(operation);
	const spoken = client.speak(api, request, facts);
	if (!all && client.contract.rows[api].keep?.(request)) {
		throw invalidInput(
			`${client.contract.title} does not know all filters of ${operation.id}`,
			"Switch 'Return All' on: the list is then read whole and filtered here.",
		);
	}
	return {
		requests: [spoken],
		async send() {
			if (all) return await collected(client.lists.pages(api, request, facts));
			return [(await client.answer(api, request, facts)).body];
		},
	};
}

/** What is sent for an API call; everything is checked, and nothing asked. */
export function planApiCall(item: Item): WritePlan {
	const { client } = item;
	const operation = operationOf(item);
	const { id } = operation;
	const isCursor = client.contract.name === 'cursor';
	if (isCursor && ON_CURSOR[id] === undefined) {
		throw contractLacks(PUBLISHED_VERBS[id], client.contract.title, insteadOnCursor(id));
	}
	if (isCursor) client.demand(ON_CURSOR[id]);
	else demandToken(client, operation);
	const call = apiCallOf(item, operation);
	const isDry = readBoolean(item.parameter('options.dryRun'), 'Dry Run') === true;
	if (!isDry) demandConfirmation(item, operation);
	const all = readBoolean(item.parameter('returnAll'), 'Return All') === true;
	if (all) demandNoPages(call);
	const plan = isCursor
		? onCursor(client, ON_CURSOR[id], call, all)
		: onPublished(client, call, all);
	const summary = `Would call ${id}: ${PUBLISHED_VERBS[id]}`;
	return { ...plan, summaries: async () => await Promise.resolve([summary]) };
}
