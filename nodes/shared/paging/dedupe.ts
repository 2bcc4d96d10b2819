import type { JsonObject } from '../http';
import type { IdOf, ListAsk } from './types';

/**
 * Lets each id of a list through once, and no more records than the limit. Its set of ids is all that
 * a list keeps beyond the page in hand.
 */
export class Dedupe {
	/** How many records are still wanted. */
	left: number;
	private readonly ids = new Set<string>();
	private anonymous = 0;
	private readonly except: (id: string) => boolean;
	private readonly keep: (record: JsonObject) => boolean;

	constructor(
		{ limit = Infinity, except = () => false, keep = () => true }: ListAsk,
		private readonly idOf: IdOf,
	) {
		this.left = Math.max(0, Math.floor(limit));
		this.except = except;
		this.keep = keep;
	}

	/** How many different records the list has shown. */
	get size(): number {
		return this.ids.size + this.anonymous;
	}

	has(id: string): boolean {
		return this.ids.has(id);
	}

	/**
	 * The records of a page that are new and wanted.
	 *
	 * @param anonymousFrom the first position whose record counts as new when it has no id
	 */
	take(records: JsonObject[], anonymousFrom = 0): JsonObject[] {
		const taken: JsonObject[] = [];
		for (let at = 0; at < records.length && this.left > 0; at++) {
			const id = this.idOf(records[at]);
			if (id === undefined ? at < anonymousFrom : !this.admit(id)) continue;
			if (id === undefined) this.anonymous++;
			if (!this.keep(records[at])) continue;
			taken.push(records[at]);
			this.left--;
		}
		return taken;
	}

	private admit(id: string): boolean {
		if (this.ids.has(id)) return false;
		this.ids.add(id);
		return !this.except(id);
	}
}
