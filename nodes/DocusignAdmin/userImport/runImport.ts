import { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject } from '../../shared/http';
import { objectIn } from '../../shared/json';
import { asFailure } from '../../shared/n8n/requests/signInFailure';
import { isCancelled } from '../../shared/transport/cancellation';
import type { AdminClient } from '../api/client';
import { VERBS } from '../api/contract/verbs';
import { createFailure } from '../api/errors/catalogue';
import { unreadableAnswer } from '../api/errors/failures';
import { publishedOperation } from '../api/published/facts';
import { sendPublished } from '../api/published/send';
import { pauseBefore } from '../userExport/exportJob';
import { IMPORT_KINDS, type ImportKind } from './columns';
import type { ImportFile } from './files';
import { importState } from './importState';
import { outcomeOf, type RowOutcome } from './outcome';
import { resultsOf, type RowResult } from './results';
import type { ImportRow } from './rows';

/** How to carry out an import. */
export interface ImportManner {
	organizationId: string;
	kind: ImportKind;
	mostMs: number;
	/** Leaves the import, which holds personal data, at Docusign. */
	keep: boolean;
	progress(text: string): void;
}

/** By the places of the rows among those given. */
export type Outcomes = Map<number, RowOutcome>;

const importPath = (organizationId: string, id: string) =>
	`/v2/organizations/${encodeURIComponent(organizationId)}/imports/bulk_users/${encodeURIComponent(id)}`;

/** The import as it ended. */
async function finished(
	client: AdminClient,
	first: JsonObject,
	path: string,
	{ organizationId, kind, mostMs, progress }: ImportManner,
): Promise<JsonObject> {
	const operation = VERBS[IMPORT_KINDS[kind]];
	let waited = 0;
	for (let look = 0, job = first; ; look++) {
		const state = importState(job);
		if (state.kind === 'done') return job;
		if (state.kind === 'failed') {
			throw createFailure('DOCUSIGN_JOB_FAILED', { operation, reason: state.reason });
		}
		const pause = Math.min(pauseBefore(look), mostMs - waited);
		if (pause <= 0) {
			const count = Math.round(waited / 1_000);
			throw createFailure('DOCUSIGN_JOB_UNFINISHED', { operation, count });
		}
		progress(`The import is ${state.stage}, ${state.processed ?? 0} rows processed`);
		await client.sleep(pause);
		client.checkCancelled();
		waited += pause;
		const facts = { organizationId, record: `the import "${String(first.id)}"` };
		[job] = await client.read('getBulkUserImportRequest', { method: 'GET', path }, facts);
	}
}

/** The file of results; undefined where there is none. */
async function resultsText(
	client: AdminClient,
	job: JsonObject,
	path: string,
	organizationId: string,
): Promise<string | undefined> {
	if (job.has_csv_results === false) return undefined;
	const { body } = await sendPublished(client, {
		operation: publishedOperation('getBulkUserImportCSV')!,
		request: { method: 'GET', path: `${path}/results_csv`, headers: { accept: 'text/csv' } },
		ids: { importId: String(job.id) },
		facts: { organizationId },
	});
	return typeof body === 'string' ? body : undefined;
}

/** An import that cannot be deleted is no worse for what it did. */
async function forget(client: AdminClient, id: string, manner: ImportManner): Promise<void> {
	const facts = { organizationId: manner.organizationId };
	const request = client.compose('deleteBulkUserImport', { import_id: id }, facts);
	await client.write('deleteBulkUserImport', request, facts).catch((error: unknown) => {
		const why = error instanceof Error ? error.message : String(error);
		manner.progress(`The import could not be deleted at Docusign: ${why}`);
	});
}

/** Waits for an import that was sent, and reads what became of its rows. */
async function followed(
	client: AdminClient,
	{ rows, job, path }: { rows: readonly ImportRow[]; job: JsonObject; path: string },
	manner: ImportManner,
): Promise<RowResult[]> {
	const ended = await finished(client, job, path, manner);
	const text = await resultsText(client, ended, path, manner.organizationId);
	return resultsOf(rows, text, ended, manner.kind);
}

/** A failure behind the sending says nothing of the import itself, except where Docusign gave it up. */
function sentAllTheSame(error: unknown, id: string): unknown {
	if (isCancelled(error)) return error;
	const failure = asFailure(error);
	if (failure.code === 'DOCUSIGN_JOB_FAILED') return failure;
	return new ApiFailure({
		...failure,
		unknownOutcome: true,
		message: failure.message,
		description: `The import was sent and goes on at Docusign: look at it with User Import > Get before anything is imported again. Its ID is ${id}. ${failure.description}`,
	});
}

/** Docusign has taken the file, and does not say under which ID. */
const sentWithoutId = (failure: ApiFailure): ApiFailure =>
	new ApiFailure({
		...failure,
		unknownOutcome: true,
		message: failure.message,
		description: `The import was sent and may have been carried out: look for it with User Import > Get Many before anything is imported again. ${failure.description}`,
	});

/** Imports one file: sent once, waited for, its results read. */
async function importFile(
	client: AdminClient,
	{ rows, text }: ImportFile,
	manner: ImportManner,
): Promise<RowOutcome[]> {
	const { organizationId, kind, keep } = manner;
	const operation = IMPORT_KINDS[kind];
	const facts = { organizationId };
	const request = client.compose(operation, { csv: text }, facts);
	// What its rows failed for stands in the results, which say it of each.
	const judge = (body: unknown) => body;
	const job = objectIn(await client.write(operation, request, facts, { judge }));
	if (typeof job.id !== 'string' || job.id === '') throw sentWithoutId(unreadableAnswer(operation));
	const path = importPath(organizationId, job.id);
	const results = await followed(client, { rows, job, path }, manner).catch(
		async (error: unknown) => await Promise.reject(sentAllTheSame(error, String(job.id))),
	);
	// Whoever has to find out what became of a row looks at it there.
	const isTold = results.every((result) => result.kind !== 'unknown');
	if (!keep && isTold) await forget(client, job.id, manner);
	const importId = job.id;
	return rows.map((row, n) => outcomeOf(row, results[n], { kind, importId }));
}

/**
 * Imports files one after the other. Where one fails as a whole, those behind it are not sent: the failure is
 * that of their rows as well.
 *
 * @throws only what is no failure of a request, such as the end of a cancelled execution
 */
export async function runImport(
	client: AdminClient,
	files: readonly ImportFile[],
	manner: ImportManner,
): Promise<Outcomes> {
	const outcomes: Outcomes = new Map();
	let stopped: ApiFailure | undefined;
	for (const [n, file] of files.entries()) {
		manner.progress(`File ${n + 1} of ${files.length}: ${file.rows.length} rows`);
		const answered: RowOutcome[] = stopped
			? file.rows.map(() => notSent(stopped!))
			: await importFile(client, file, manner).catch(async (error: unknown) => {
					// Before anything was sent, an error of n8n's own is that of the run.
					const isOfRun = n === 0 && !(error instanceof ApiFailure);
					if (isOfRun || isCancelled(error)) return await Promise.reject(error);
					const failure = (stopped = asFailure(error));
					return file.rows.map(() => failure);
				});
		file.rows.forEach(({ index }, place) => outcomes.set(index, answered[place]));
	}
	return outcomes;
}

const notSent = (before: ApiFailure): ApiFailure =>
	new ApiFailure({
		...before,
		unknownOutcome: false,
		message: `Not sent, since the file before failed: ${before.message}`,
		description: before.description,
	});
