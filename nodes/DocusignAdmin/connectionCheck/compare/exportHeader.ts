import type { BodyReader } from '../../../shared/http';
import { isObject, objectsIn } from '../../../shared/json';
import type { AdminClient } from '../../api/client';
import { EXPORT_TYPES } from '../../userExport/runExport';
import type { Sample, SampleReader } from './sampleReader';

/** The first line of an export file that was there; or why there is none. */
export interface ExportHeader {
	line?: string;
	reason?: string;
}

/** A first line that is longer, in bytes, is none. */
const LONGEST_LINE = 16 * 1024;
const LINE_END = /[\r\n]/;

/** Reads no more of a file than its first line. */
function firstLine(): BodyReader<string> {
	let head = Buffer.alloc(0);
	const text = () => head.toString('utf8', 0, LONGEST_LINE);
	return {
		take(bytes) {
			head = Buffer.concat([head, bytes]);
		},
		hasEnough: () => head.length >= LONGEST_LINE || LINE_END.test(text()),
		end: () =>
			text()
				.replace(/^\uFEFF/, '')
				.split(LINE_END, 1)[0],
	};
}

/** The first line of a finished export that is there already: none is made for this. */
export async function exportHeaderOf(
	client: AdminClient,
	reader: SampleReader,
	listed: Sample | undefined,
	organizationId: string,
): Promise<ExportHeader> {
	const body = listed?.answer?.body;
	if (!isObject(body)) return { reason: listed?.reason ?? 'the exports could not be listed' };
	const types: readonly string[] = Object.values(EXPORT_TYPES);
	const results = objectsIn(body.exports)
		.filter(({ type, status }) => types.includes(String(type)) && status === 'completed')
		.flatMap((job) => objectsIn(job.results));
	if (results.length === 0) return { reason: 'there is no finished export of users' };
	let line: string | undefined;
	const reason = await reader.outcome(async () => {
		line = await client.download(results[0].url, { organizationId }, firstLine);
	});
	return { line, reason };
}
