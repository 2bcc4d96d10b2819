/** A stretch of a list to ask for. Offsets count records from 0. */
export interface Ask {
	start: number;
	take: number;
	/** How many records at its beginning are asked for again, to prove that nothing lies between. */
	overlap: 0 | 1;
}

export interface Goal {
	/** Records that the server gives in one answer. */
	size: number;
	/** Records in the list; Infinity where the server does not say. */
	total: number;
	/** The offset at which enough records are read; Infinity where all are wanted. */
	enough: number;
	/** Whether to ask for no record beyond `enough`. */
	exact: boolean;
}

/**
 * The stretch that goes on from offset `end`.
 *
 * Where the whole list is wanted, each page begins with the last record of the page before: only this
 * proves that nobody was lost between the two. Where a limit cuts the list, pages overlap as long as
 * this costs no request, so a limit of 300 at 250 is read as 250 and 50 + 1, a limit of 500 as 250 and
 * 250; there an unchanged total stands in for the proof, if there is one. Pages of one record cannot
 * overlap.
 */
export function askFrom(end: number, { size, total, enough, exact }: Goal): Ask {
	const wanted = enough - end;
	const spare = Math.ceil(wanted / size) * size - wanted;
	const free = enough >= total || total === Infinity || spare > 0;
	const overlap = end > 0 && size > 1 && free ? 1 : 0;
	const start = end - overlap;
	return { start, overlap, take: exact ? Math.min(size, enough - start) : size };
}
