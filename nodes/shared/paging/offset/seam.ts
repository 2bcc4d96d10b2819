import type { JsonObject } from '../../http';
import type { Ask } from './plan';
import type { IdOf } from '../types';

/** A stretch as the server gave it, which may be fewer records than asked for. */
export interface Stretch extends Ask {
	records: JsonObject[];
	/** How many records the list had when the server answered. */
	total?: number;
}

/**
 * - `joined`: nothing lies between the two stretches
 * - `doubtful`: so it is if the server keeps its order, but the total does not explain how it moved
 * - `apart`: something may lie between them
 */
export type Verdict = 'joined' | 'doubtful' | 'apart';

export interface Seam {
	verdict: Verdict;
	/** By how many places the list has moved from the one answer to the other. */
	shift: number;
}

/**
 * How a stretch goes on from the one before.
 *
 * In a list that keeps its order, however many records come and go, a record that both stretches show
 * proves that every lasting record from the first's beginning to the second's end is in one of them.
 * The two may have been read in either order of time.
 *
 * @param places where the ids of `before` stand in it
 * @param known whether an id was shown before, in whichever page
 */
export function judge(
	before: Stretch,
	places: ReadonlyMap<string, number>,
	after: Stretch,
	idOf: IdOf,
	known: (id: string) => boolean,
): Seam {
	let nearest = -1;
	let shift = 0;
	for (let at = 0; at < after.records.length; at++) {
		const id = idOf(after.records[at]);
		const place = id === undefined ? undefined : places.get(id);
		if (place === undefined || place <= nearest) continue;
		nearest = place;
		shift = after.start + at - (before.start + place);
	}
	if (nearest < 0) return { verdict: withoutShared(before, after, idOf, known), shift };
	return { verdict: explains(before.total, after.total, shift) ? 'joined' : 'doubtful', shift };
}

/** A move of the seam is part of what the list has grown or shrunk by; the rest came behind the seam. */
function explains(before: number | undefined, after: number | undefined, shift: number): boolean {
	if (before === undefined || after === undefined) return true;
	const growth = after - before;
	return shift >= Math.min(0, growth) && shift <= Math.max(0, growth);
}

function withoutShared(
	before: Stretch,
	after: Stretch,
	idOf: IdOf,
	known: (id: string) => boolean,
): Verdict {
	const end = before.start + before.records.length;
	const first = after.records[0];
	const unchanged = after.total !== undefined && after.total === before.total;
	if (after.overlap === 0 && after.start === end && unchanged) return 'joined';
	if (first === undefined) return after.start === 0 ? 'doubtful' : 'apart';
	// Where the seam has no id there is nothing to prove anything with.
	const last = before.records[before.records.length - 1];
	if (after.start <= end && (idOf(last) === undefined || idOf(first) === undefined)) {
		return 'joined';
	}
	const id = idOf(first);
	return after.start === 0 || (id !== undefined && known(id)) ? 'doubtful' : 'apart';
}
