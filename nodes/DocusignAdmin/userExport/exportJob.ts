import { createFailure } from '../api/errors/catalogue';
import { VERBS } from '../api/contract/verbs';
import type { JsonObject } from '../../shared/http';
import { objectIn, objectsIn } from '../../shared/json';
import { plainText, readErrorText } from '../../shared/transport/answers/errorText';

/** A file of an export: one for each of Docusign's sites. */
export interface ExportResult {
	url: string;
	site?: number;
	rows?: number;
	/** How long it is. */
	bytes?: number;
}

/** How a job of Docusign's stands. */
export type ExportState =
	{ kind: 'running'; percent?: number; stage: string } | { kind: 'done'; results: ExportResult[] };

const failed = (reason: string) =>
	createFailure('DOCUSIGN_JOB_FAILED', { operation: VERBS.createUserListExport, reason });

/** The stage of a job of Docusign's, an export or an import, in small letters; empty where it has none. */
export const stageOf = (job: JsonObject): string => plainText(job.status)?.toLowerCase() ?? '';

/** Whether nothing more comes of a job. Published is `failed`; the other words have no other meaning. */
export const isGivenUp = (stage: string): boolean =>
	/^(?:failed|cancell?ed|aborted|expired|error)$/.test(stage);

/**
 * Reads how an export stands (`OrganizationExportResponse`).
 *
 * @throws ApiFailure `DOCUSIGN_JOB_FAILED` where it failed, for all sites or for one of them
 */
export function exportState(job: JsonObject): ExportState {
	const stage = stageOf(job);
	const { error, message } = readErrorText(job.error_details);
	if (isGivenUp(stage) || job.success === false || error || message) {
		const isNamed = isGivenUp(stage) && stage !== 'failed';
		throw failed(message ?? error ?? (isNamed ? `the export is ${stage}` : 'the export failed'));
	}
	if (stage !== 'completed') {
		const percent = typeof job.percent_completed === 'number' ? job.percent_completed : undefined;
		return { kind: 'running', percent, stage: stage || 'unknown' };
	}
	const isEmpty = Array.isArray(job.results) && job.results.length === 0;
	// That it has no rows has to be told: no file for a site may be all that is known of it.
	if (!Array.isArray(job.results) || (isEmpty && job.number_rows !== 0)) {
		throw failed('the export names no files');
	}
	const named = objectsIn(job.results).map(resultOf);
	if (named.length < job.results.length) throw failed('a file has no address');
	// One file that is named twice holds everybody once.
	const results = [...new Map(named.map((result) => [result.url, result])).values()];
	const told = results.reduce((sum, { rows = 0 }) => sum + rows, 0);
	const isWhole = results.every(({ rows }) => rows !== undefined);
	if (isWhole && typeof job.number_rows === 'number' && job.number_rows > told) {
		throw failed(`it has ${job.number_rows} rows, and its files have ${told}`);
	}
	return { kind: 'done', results };
}

function resultOf(result: JsonObject): ExportResult {
	const site = typeof result.site_id === 'number' ? result.site_id : undefined;
	const { error, message } = readErrorText(result.error_details);
	const where = site === undefined ? 'a site' : `site ${site}`;
	if (error || message) throw failed(`${where}: ${message ?? error}`);
	if (typeof result.url !== 'string' || result.url === '') throw failed(`${where} has no file`);
	return {
		url: result.url,
		site,
		rows: typeof result.number_rows === 'number' ? result.number_rows : undefined,
		bytes: typeof result.size_bytes === 'number' ? result.size_bytes : undefined,
	};
}

/** How long is waited before each look, in ms: Docusign's examples ask every 5 s; a long job is asked less. */
export const pauseBefore = (look: number): number => Math.min(5_000 * 1.5 ** look, 60_000);

/** What a job needs of the world around it. */
export interface JobWorld {
	/** The job as it stands now. */
	look(): Promise<JsonObject>;
	/** Waits, and ends at once when the execution is cancelled. */
	sleep(ms: number): Promise<void>;
	/** How far it is, for n8n's log. */
	progress(text: string): void;
	/** Throws where the execution was cancelled. */
	checkCancelled(): void;
}

/**
 * Waits for an export.
 *
 * @param mostMs how long is waited in all
 * @throws ApiFailure `DOCUSIGN_JOB_FAILED`, `DOCUSIGN_JOB_UNFINISHED`
 */
export async function waitForExport(
	first: JsonObject,
	world: JobWorld,
	mostMs: number,
): Promise<ExportResult[]> {
	let waited = 0;
	for (let look = 0, job = objectIn(first); ; look++) {
		const state = exportState(job);
		if (state.kind === 'done') return state.results;
		const { percent, stage } = state;
		world.progress(`The export is ${stage}${percent === undefined ? '' : `, ${percent} %`}`);
		const pause = Math.min(pauseBefore(look), mostMs - waited);
		if (pause <= 0) {
			throw createFailure('DOCUSIGN_JOB_UNFINISHED', {
				operation: VERBS.createUserListExport,
				count: Math.round(waited / 1_000),
			});
		}
		await world.sleep(pause);
		world.checkCancelled();
		waited += pause;
		job = await world.look();
	}
}
