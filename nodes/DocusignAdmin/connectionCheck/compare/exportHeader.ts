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

/** A file larger than this is not fetched for its first line. */
const MOST_BYTES = 10_000_000;
/** So long the first line of a file is at most, in bytes. */
const LONGEST_LINE = 16 * 1024;

function firstLine(): BodyReader<string> {
	let head = Buffer.alloc(0);
	return {
		take(bytes) {
			const room = LONGEST_LINE - head.length;
			if (room > 0) head = Buffer.concat([head, bytes.subarray(0, room)]);
		},
		end: () =>
			head
				.toString('utf8')
				.replace(/^\uFEFF/, '')
				.split(/\r?\n/, 1)[0],
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
		.flatMap((job) => objectsIn(job.results))
		.filter(({ size_bytes: size }) => typeof size !== 'number' || size <= MOST_BYTES);
	if (results.length === 0) return { reason: 'there is no finished export of users' };
	let line: string | undefined;
	const reason = await reader.outcome(async () => {
		line = await client.download(results[0].url, { organizationId }, firstLine);
	});
	return { line, reason };
}
