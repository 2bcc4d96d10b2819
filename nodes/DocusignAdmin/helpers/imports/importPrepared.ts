import { invalidInput } from '../../../shared/errors/input';
import type { ApiRequest, JsonObject } from '../../../shared/http';
import { objectIn } from '../../../shared/json';
import { readBoolean, readNumber, readText } from '../../../shared/n8n/fields/readers';
import { IMPORT_MAX_WAIT } from '../../descriptions/importFields';
import type { Item } from '../../operation';
import { optionalAccountId, organizationIdOf } from '../../parameters';
import { FIELDS, IMPORT_KINDS, type Field, type ImportKind } from '../../userImport/columns';
import { filesOf, type ImportFile } from '../../userImport/files';
import { readRows, type ReadRows } from '../../userImport/rows';
import type { ImportManner } from '../../userImport/runImport';
import { importGuards } from './importGuards';

/** What an item's settings make of people, before anything is sent. */

/** So many memberships are closed without their number being confirmed. */
const UNCONFIRMED = 10;

/** What an import is about to do. */
export interface Prepared {
	manner: ImportManner;
	files: ImportFile[];
	problems: ReadRows['problems'];
	requests: ApiRequest[];
	/** What could not be looked up before. */
	warnings: string[];
	/** By which it is told whether two items want the same. */
	key: string;
}

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
export const keyOf = (item: Item, kind: ImportKind): string =>
	JSON.stringify([
		item.client.identity,
		organizationIdOf(item),
		{
			kind,
			accountId: optionalAccountId(item.parameter('accountId')),
			fieldNames: fieldNamesOf(item, kind),
		},
	]);

/** @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for more closures than were confirmed */
export async function prepare(
	item: Item,
	kind: ImportKind,
	people: readonly JsonObject[],
): Promise<Prepared> {
	const organizationId = organizationIdOf(item);
	const accountId = optionalAccountId(item.parameter('accountId'));
	const settings = { kind, accountId, fieldNames: fieldNamesOf(item, kind) };
	const { rows: read, problems } = readRows(people, settings);
	demandConfirmation(item, kind, read.length);
	const { refusalOf, warnings } = await importGuards(item, kind);
	const rows = read.filter(({ index, cells }) => {
		const refusal = refusalOf(cells.email ?? '');
		if (refusal) problems.set(index, refusal);
		return refusal === undefined;
	});
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
			mostMs: (seconds ?? IMPORT_MAX_WAIT) * 1_000,
			progress: item.inform,
		},
		files,
		problems,
		requests,
		warnings,
		key: keyOf(item, kind),
	};
}

const VERB: Readonly<Record<ImportKind, string>> = {
	add: 'add',
	update: 'change',
	close: 'close the memberships of',
	closeExternal: 'close the external memberships of',
};

/** What a dry run says of each file, in words. */
export const summariesOfFiles = ({ files }: Pick<Prepared, 'files'>, kind: ImportKind): string[] =>
	files.map(
		({ rows }) =>
			`Would ${VERB[kind]} ${rows.length === 1 ? '1 person' : `${rows.length} people`} in one import`,
	);
