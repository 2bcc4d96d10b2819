import type { Recorder } from '../http/record';

/** What was asked, filtered by `path`, `method` and `operation`; `from` skips what was read before. */
export function requestsView(recorder: Recorder, query: URLSearchParams) {
	const path = query.get('path')?.toLowerCase();
	const method = query.get('method')?.toUpperCase();
	const operation = query.get('operation');
	const requests = recorder.requests
		.slice(Number(query.get('from') ?? 0))
		.filter((each) => !path || each.path.toLowerCase().includes(path))
		.filter((each) => !method || each.method === method)
		.filter((each) => !operation || each.operation === operation);
	const counts: Record<string, number> = {};
	for (const each of requests) {
		const key = `${each.operation ?? 'unknown'} ${each.status}`;
		counts[key] = (counts[key] ?? 0) + 1;
	}
	const { total, inFlight, peakInFlight } = recorder;
	const listed = query.has('counts') ? {} : { requests };
	return { total, inFlight, peakInFlight, counts, ...listed };
}
