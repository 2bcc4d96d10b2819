import type { JsonObject } from '../../shared/http';
import { objectsIn } from '../../shared/json';
import { plainText } from '../../shared/transport/answers/errorText';

/** How an import stands (`OrganizationImportResponse`). */
export type ImportState =
	| { kind: 'running'; stage: string; processed?: number }
	| { kind: 'done' }
	/** As a whole: none of its rows was taken. */
	| { kind: 'failed'; reason: string };

const types = (job: JsonObject): string =>
	objectsIn(job.file_level_error_rollups)
		.map(({ error_type: type }) => plainText(type))
		.filter(Boolean)
		.join(', ');

/** Reads how an import stands. */
export function importState(job: JsonObject): ImportState {
	const stage = plainText(job.status)?.toLowerCase() ?? '';
	if (stage === 'failed') return { kind: 'failed', reason: types(job) || 'the import failed' };
	if (stage !== 'completed') {
		const processed = job.processed_user_count;
		const count = typeof processed === 'number' ? { processed } : {};
		return { kind: 'running', stage: stage || 'unknown', ...count };
	}
	const wrong = types(job);
	const isUntouched = wrong !== '' && !((job.processed_user_count as number) > 0);
	return isUntouched ? { kind: 'failed', reason: wrong } : { kind: 'done' };
}
