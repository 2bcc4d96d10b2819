import type { JsonObject } from '../../shared/http';
import { objectsIn } from '../../shared/json';
import { plainText } from '../../shared/transport/answers/errorText';
import { isGivenUp, stageOf } from '../userExport/exportJob';

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

/** What is wrong by the stage alone. */
function endOf(stage: string): string {
	if (stage === 'completed') return '';
	return stage === 'failed' ? 'the import failed' : `the import is ${stage}`;
}

/** Reads how an import stands. Of one that was given up on its way, the results tell what became of its rows. */
export function importState(job: JsonObject): ImportState {
	const stage = stageOf(job);
	if (stage !== 'completed' && !isGivenUp(stage)) {
		const processed = job.processed_user_count;
		const count = typeof processed === 'number' ? { processed } : {};
		return { kind: 'running', stage: stage || 'unknown', ...count };
	}
	const wrong = types(job) || endOf(stage);
	const isUntouched = wrong !== '' && !((job.processed_user_count as number) > 0);
	return isUntouched ? { kind: 'failed', reason: wrong } : { kind: 'done' };
}
