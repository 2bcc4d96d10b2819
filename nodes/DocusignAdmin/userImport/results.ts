import type { JsonObject } from '../../shared/http';
import { plainText } from '../../shared/transport/answers/errorText';
import { LINE_ENDS, parse } from '../userExport/csv';
import { isGivenUp, stageOf } from '../userExport/exportJob';
import { COLUMNS, type ImportKind } from './columns';
import { rowKey, type ImportRow } from './rows';

/** What became of the rows of a file, by the results that Docusign gives for it. */

export type RowResult =
	| { kind: 'done'; result: string; warnings: string[] }
	/** `error`: Docusign's word for it. */
	| { kind: 'failed'; error: string }
	/** Nothing tells what became of it. */
	| { kind: 'unknown' };

const DONE = new Set([
	'user_added',
	'user_updated',
	'user_closed',
	'no_action_taken',
	'no_action_taken_user_exists',
	'success',
]);
/** That somebody is closed is what these were for. */
const DONE_IN_CLOSING = new Set(['membership_closed']);

const isWarning = (word: string) => word.endsWith('_warning');

/** Reads the word, or the words, that stand in a row's result. */
export function readResult(text: string, kind: ImportKind): RowResult {
	const words = text
		.trim()
		.split(/\s*[;,|]\s*|\r?\n/)
		.filter(Boolean);
	const isClosing = kind === 'close' || kind === 'closeExternal';
	const isDone = (word: string) =>
		DONE.has(word.toLowerCase()) || (isClosing && DONE_IN_CLOSING.has(word.toLowerCase()));
	const warnings = words.filter((word) => isWarning(word.toLowerCase()));
	const rest = words.filter((word) => !warnings.includes(word));
	const error = rest.find((word) => !isDone(word));
	if (error !== undefined) return { kind: 'failed', error };
	if (rest.length === 0 && warnings.length === 0) return { kind: 'unknown' };
	return { kind: 'done', result: rest[0] ?? 'done', warnings };
}

const bare = (title: string) => title.toLowerCase().replaceAll(/[^a-z]/g, '');

interface Line {
	key: string;
	text: string;
}

/** The lines of a results file, or undefined where it is none. */
function linesIn(text: string): Line[] | undefined {
	let cells: string[][];
	try {
		cells = parse(text, {
			bom: true,
			skip_empty_lines: true,
			relax_column_count: true,
			record_delimiter: LINE_ENDS,
		});
	} catch {
		return undefined;
	}
	const [header = [], ...lines] = cells;
	const columnOf = (title: string) => header.findIndex((each) => bare(each) === bare(title));
	const result = columnOf('ProcessingResults');
	const email = columnOf(COLUMNS.email);
	if (result < 0 || email < 0) return undefined;
	const account = columnOf(COLUMNS.account);
	return lines.map((line) => ({
		key: rowKey({ cells: { email: line[email] ?? '', account: (line[account] ?? '').trim() } }),
		text: line[result] ?? '',
	}));
}

/** Fields of an import that name accounts or sites in which nothing, or not all, was done. */
const LEFT_OUT = [
	'imports_not_found_or_not_available_for_accounts',
	'imports_failed_for_accounts',
	'imports_timed_out_for_accounts',
	'imports_not_found_or_not_available_for_sites',
	'imports_failed_for_sites',
	'imports_timed_out_for_sites',
];

/** Whether all is told that went wrong, so that those who are not listed are those with whom all went well. */
const addsUp = (job: JsonObject, rows: number, failed: number): boolean =>
	job.error_count === failed &&
	job.user_count === rows &&
	job.processed_user_count === rows &&
	!isGivenUp(stageOf(job)) &&
	LEFT_OUT.every((field) => plainText(job[field]) === undefined);

/** The lines by the rows that they name: of several for one, each says something. */
function textsByKey(lines: readonly Line[]): Map<string, string> {
	const texts = new Map<string, string>();
	for (const { key, text } of lines) {
		const before = texts.get(key);
		texts.set(key, before === undefined ? text : `${before}\n${text}`);
	}
	return texts;
}

/**
 * The results of a file's rows, in the order of the file.
 *
 * @param job the import as it ended; its counts tell of rows that the results leave out
 */
export function resultsOf(
	rows: readonly ImportRow[],
	text: string | undefined,
	job: JsonObject,
	kind: ImportKind,
): RowResult[] {
	const lines = text === undefined ? [] : linesIn(text);
	if (lines === undefined) return rows.map(() => ({ kind: 'unknown' }));
	const texts = textsByKey(lines);
	const found = rows.map((row): RowResult => {
		const said = texts.get(rowKey(row));
		return said === undefined ? { kind: 'unknown' } : readResult(said, kind);
	});
	const failed = found.filter((each) => each.kind === 'failed').length;
	if (!addsUp(job, rows.length, failed)) return found;
	return found.map((each) =>
		each.kind === 'unknown' ? { kind: 'done', result: 'processed', warnings: [] } : each,
	);
}
