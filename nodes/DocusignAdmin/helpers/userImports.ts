import { invalidInput } from '../../shared/errors/input';
import { ApiFailure } from '../../shared/errors/apiFailure';
import type { ApiRequest, JsonObject, JsonValue } from '../../shared/http';
import { isObject, objectIn, parseJson } from '../../shared/json';
import type { WritePlan, WriteWork } from '../../shared/n8n/operation';
import { isBlank, readBoolean, readNumber, readOption, readText } from '../../shared/n8n/readers';
import type { Item } from '../operation';
import { optionalAccountId, organizationIdOf } from '../parameters';
import { FIELDS, IMPORT_KINDS, type Field, type ImportKind } from '../userImport/columns';
import { filesOf, type ImportFile } from '../userImport/files';
import { readRows, type ReadRows } from '../userImport/rows';
import type { RowOutcome } from '../userImport/outcome';
import { runImport, type ImportManner, type Outcomes } from '../userImport/runImport';

/** Imports of users: all items of a run make one import, or an item gives a list in JSON. */

const DEFAULT_MAX_WAIT = 3_600;
/** So many memberships are closed without their number being confirmed. */
const UNCONFIRMED = 10;

const PEOPLE_FROM = ['items', 'json'] as const;

/** What an import is about to do. */
interface Prepared {
	manner: ImportManner;
	files: ImportFile[];
	problems: ReadRows['problems'];
	requests: ApiRequest[];
	/** By which it is told whether two items want the same. */
	key: string;
}

const sharedKey = (kind: ImportKind) => `userImport:${kind}`;

function demandConfirmation(item: Item, kind: ImportKind, count: number): void {
	const isDry = readBoolean(item.parameter('options.dryRun'), 'Dry Run') === true;
	const closes = kind === 'close' || kind === 'closeExternal';
	if (!closes || isDry || count <= UNCONFIRMED) return;
	const given = item.parameter('confirmedClosures');
	if (readNumber(given, 'Confirmed Closures', { min: 0, whole: true }) === count) return;
	throw invalidInput(
		`This import closes ${count} memberships, which has to be confirmed`,
		`Put ${count} into 'Confirmed Closures' where that is what you want. Nothing was sent to Docusign.`,
	);
}

function fieldNamesOf(item: Item, kind: ImportKind): Partial<Record<Field, string>> {
	const given = objectIn(item.parameter('fieldNames'));
	const named = FIELDS[kind].map((field) => [field, readText(given[field])] as const);
	return Object.fromEntries(named.filter(([, name]) => name !== ''));
}

/** What an item says for itself, of that in which all have to agree. */
const keyOf = (item: Item, kind: ImportKind): string =>
	JSON.stringify([
		item.client.identity,
		organizationIdOf(item),
		{
			kind,
			accountId: optionalAccountId(item.parameter('accountId')),
			fieldNames: fieldNamesOf(item, kind),
		},
	]);

function prepare(item: Item, kind: ImportKind, people: readonly JsonObject[]): Prepared {
	const organizationId = organizationIdOf(item);
	const accountId = optionalAccountId(item.parameter('accountId'));
	const settings = { kind, accountId, fieldNames: fieldNamesOf(item, kind) };
	const { rows, problems } = readRows(people, settings);
	demandConfirmation(item, kind, rows.length);
	const files = filesOf(rows, kind);
	const seconds = readNumber(item.parameter('options.maxWait'), 'Max Wait', { min: 0 });
	const keep = readBoolean(item.parameter('options.keepImport'), 'Keep Import') === true;
	const requests = files.map(({ text }) =>
		item.client.compose(IMPORT_KINDS[kind], { csv: text }, { organizationId }),
	);
	return {
		manner: {
			organizationId,
			kind,
			keep,
			mostMs: (seconds ?? DEFAULT_MAX_WAIT) * 1_000,
			progress: item.inform,
		},
		files,
		problems,
		requests,
		key: keyOf(item, kind),
	};
}

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

function planList(item: Item, kind: ImportKind): WritePlan {
	const people = peopleIn(item.parameter('people'));
	const { files, manner, problems, requests } = prepare(item, kind, people);
	return {
		requests,
		async send() {
			const outcomes = await runImport(item.client, files, manner);
			return people.map((person, n) => rowRecord(person, n, problems.get(n) ?? outcomes.get(n)));
		},
	};
}

/** What an import came to, also where that is the end of a run: nobody is imported twice for it. */
type Ended = { outcomes: Outcomes } | { error: unknown };

/** The names of the settings that hold for all items, and their labels. */
const FIXED = [
	['accountId', 'Account'],
	['fieldNames', 'Field Names'],
	['confirmedClosures', 'Confirmed Closures'],
] as const;

/** Settings that hold for all items cannot depend on one of them. */
function demandFixed(item: Item): void {
	const field = FIXED.find(([name]) => item.isExpression(name));
	if (field === undefined) return;
	throw invalidInput(
		`All items make one import, and '${field[1]}' is an expression`,
		"Give it as it is. Where each person has an account of their own, it stands in the item: say under which name in 'Field Names'.",
	);
}

async function planItem(item: Item, kind: ImportKind): Promise<WritePlan> {
	demandFixed(item);
	const { run, itemIndex } = item;
	const shared = await run.remember(sharedKey(kind), async () =>
		Promise.resolve(prepare(item, kind, item.inputItems)),
	);
	if (shared.key !== keyOf(item, kind)) {
		throw invalidInput(
			'All items make one import, and this item wants another organization or sign-in than the others',
			'Give all items the same, or run the node once for each organization.',
		);
	}
	const problem = shared.problems.get(itemIndex);
	if (problem) throw problem;
	const isFirst = shared.files[0]?.rows[0]?.index === itemIndex;
	return {
		requests: isFirst ? shared.requests : [],
		async send() {
			const ended = await run.remember<Ended>(`${sharedKey(kind)}:ended`, async () =>
				runImport(item.client, shared.files, shared.manner).then(
					(outcomes) => ({ outcomes }),
					(error: unknown) => ({ error }),
				),
			);
			if ('error' in ended) throw ended.error as Error;
			const outcome = ended.outcomes.get(itemIndex);
			if (outcome instanceof ApiFailure) throw outcome;
			return [{ outcome: 'done', ...outcome }];
		},
	};
}

/** The work of an import. */
export const importing = (kind: ImportKind): WriteWork<Item> => ({
	kind: 'write',
	async plan(item) {
		item.client.demand(IMPORT_KINDS[kind]);
		const from = readOption(item.parameter('peopleFrom'), 'People From', PEOPLE_FROM);
		return from === 'json' ? planList(item, kind) : await planItem(item, kind);
	},
});
