import { invalidInput } from '../../../shared/errors/input';
import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { JsonObject, JsonValue } from '../../../shared/http';
import { isObject, parseJson } from '../../../shared/json';
import type { WritePlan, WriteWork } from '../../../shared/n8n/operation';
import { isBlank, readOption } from '../../../shared/n8n/fields/readers';
import type { Item } from '../../operation';
import { IMPORT_KINDS, type ImportKind } from '../../userImport/columns';
import type { RowOutcome } from '../../userImport/outcome';
import { runImport } from '../../userImport/runImport';
import { planItem } from './importOfItems';
import { prepare, summariesOfFiles } from './importPrepared';

/** Imports of users: all items of a run make one import, or an item gives a list in JSON. */

const PEOPLE_FROM = ['items', 'json'] as const;

/** People as a list of objects, in JSON or as an expression gives them. */
function peopleIn(given: JsonValue): JsonObject[] {
	const value = typeof given === 'string' ? (parseJson(given) as JsonValue) : given;
	if (Array.isArray(value) && value.length > 0 && value.every(isObject))
		return value as JsonObject[];
	throw invalidInput(
		isBlank(given) || (Array.isArray(value) && value.length === 0)
			? `'People' is empty`
			: `'People' is no list of objects`,
		'Give a JSON list with an object for each person.',
	);
}

/** A row that failed, as data: where one item has many rows, each of them has to be told. */
function rowRecord(person: JsonObject, index: number, outcome: RowOutcome | undefined): JsonObject {
	if (!(outcome instanceof ApiFailure)) return { row: index, outcome: 'done', ...outcome };
	const { code, message, description, unknownOutcome } = outcome;
	const kind = unknownOutcome ? 'unknown' : 'failed';
	return { row: index, outcome: kind, error: { code, message, description }, person };
}

async function planList(item: Item, kind: ImportKind): Promise<WritePlan> {
	const people = peopleIn(item.parameter('people'));
	const { files, manner, problems, requests, warnings } = await prepare(item, kind, people);
	return {
		requests,
		summaries: async () => await Promise.resolve(summariesOfFiles({ files }, kind)),
		warnings,
		async send() {
			const outcomes = await runImport(item.client, files, manner);
			return people.map((person, n) => rowRecord(person, n, problems.get(n) ?? outcomes.get(n)));
		},
	};
}

/** The work of an import. */
export const importing = (kind: ImportKind): WriteWork<Item> => ({
	kind: 'write',
	async plan(item) {
		item.client.demand(IMPORT_KINDS[kind]);
		const from = readOption(item.parameter('peopleFrom'), 'People From', PEOPLE_FROM);
		return from === 'json' ? await planList(item, kind) : await planItem(item, kind);
	},
});
