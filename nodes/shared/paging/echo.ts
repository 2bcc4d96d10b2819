import type { JsonObject } from '../http';
import type { IdOf } from './types';

/** Pages in a row that begin like the one before, until the server is asked whether it heeds the place. */
const FEW = 2;

/** Behind the end of any list. */
export const FAR = 1_000_000;

/** Whether the shorter of two pages is the beginning of the other; an empty one is of none. */
export function isSameStart(one: JsonObject[], other: JsonObject[], idOf: IdOf): boolean {
	const key = (record: JsonObject) => idOf(record) ?? JSON.stringify(record);
	const length = Math.min(one.length, other.length);
	if (length === 0) return false;
	for (let at = 0; at < length; at++) if (key(one[at]) !== key(other[at])) return false;
	return true;
}

interface Place {
	start: number;
	take: number;
	records: JsonObject[];
}

/** Notices a server that gives the same page whatever place in the list it is asked for. */
export class Echo {
	private before?: Place;
	private inRow = 0;
	private isHeeded = false;
	private isCut = true;

	constructor(private readonly idOf: IdOf) {}

	/** Whether the last pages begin alike, each asked for from further behind than the one before. */
	hears(page: Place): boolean {
		// Fewer than asked for, or more, are all that there are where the place does not count.
		if (page.records.length !== page.take) this.isCut = false;
		if (this.before && page.start <= this.before.start) return false;
		const isSame = this.before && this.repeats(page.records);
		this.inRow = isSame ? this.inRow + 1 : 0;
		this.before = page;
		return !this.isHeeded && this.inRow >= FEW;
	}

	/**
	 * What is told by the page that the server gives far behind the list.
	 *
	 * @returns `heeded`: the place counts after all; `whole`: it does not, and the page is the list; `cut`: it
	 * does not, and there may be more
	 */
	judge(far: JsonObject[]): 'heeded' | 'whole' | 'cut' {
		this.isHeeded = !this.repeats(far);
		if (this.isHeeded) return 'heeded';
		return this.isCut ? 'cut' : 'whole';
	}

	private repeats(records: JsonObject[]): boolean {
		return isSameStart(this.before?.records ?? [], records, this.idOf);
	}
}
