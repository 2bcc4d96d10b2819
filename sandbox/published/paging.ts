import type { Call } from '../http/call';

const DEFAULT_TAKE = 20;

export interface Slice {
	start: number;
	take: number;
}

/** `start`, and `take` or else `end`, which counts only where `take` is not given. */
export function sliceOf({ query, backend }: Call): Slice {
	const start = backend.options.startCounts ? Number(query.get('start') ?? 0) : 0;
	const take = query.get('take');
	const end = query.get('end');
	if (take !== null) return { start, take: Number(take) };
	if (end !== null) return { start, take: Number(end) - start + 1 };
	return { start, take: DEFAULT_TAKE };
}

function link(call: Call, start: number, take: number): string {
	const query = new URLSearchParams(call.query);
	query.delete('end');
	query.set('start', String(start));
	query.set('take', String(take));
	return `${call.backend.url}${call.path}?${query}`;
}

const noPage = { absent: undefined, empty: '', null: null };

/**
 * The `paging` object of a list, under its name, or nothing where the sandbox is set to show none.
 * Positions count from 0 and the end position is the last one shown.
 */
export function pagingOf(call: Call, { start, take }: Slice, shown: number, total: number) {
	if (!call.backend.options.pagingInLists) return {};
	const none = noPage[call.backend.options.lastPage];
	const more = shown > 0 && start + shown < total;
	const paging = {
		result_set_size: shown,
		result_set_start_position: start,
		result_set_end_position: Math.max(start, start + shown - 1),
		total_set_size: total,
		next: more ? link(call, start + shown, take) : none,
		previous: start > 0 ? link(call, Math.max(0, start - take), take) : none,
	};
	return { paging };
}
