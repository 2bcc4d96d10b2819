import type { JsonObject } from '../../shared/http';
import { idOf, type ListPage } from './list';

/**
 * Whether `totalResults` counts the whole list. Servers are seen that count the page in it, or nothing,
 * which would end every list after its first page. So a total that says that a page is the last one is
 * believed only once it was seen to be right.
 */
export type Counts = 'whole' | 'page';

export interface Totals {
	/** What is known so far; undefined before anything was seen. */
	counts?: Counts;
}

/**
 * The total of a page as far as it can be believed; undefined where the list is to be read on.
 *
 * @param start the offset of the page, counted from 0
 * @param behind asks for a record behind an offset
 */
export async function believed(
	totals: Totals,
	page: ListPage,
	start: number,
	behind: (offset: number) => Promise<ListPage>,
): Promise<number | undefined> {
	const { records, total } = page;
	if (total === undefined || records.length === 0) return total;
	const end = start + records.length;
	// It reaches beyond the page, as one of the page alone never does.
	if (total > end || (total === end && start > 0)) totals.counts = 'whole';
	if (total < end && start === 0) totals.counts = 'page';
	if (total === end) totals.counts ??= provedBy(records, await behind(end));
	return totals.counts === 'page' || total < end ? undefined : total;
}

/** What stands behind a page whose total says that it is the last one. */
function provedBy(records: JsonObject[], { records: more, total = 0 }: ListPage): Counts {
	const shown = new Set(records.map(idOf));
	const goesOn = more.some((record) => !shown.has(idOf(record)));
	return goesOn && total <= more.length ? 'page' : 'whole';
}
