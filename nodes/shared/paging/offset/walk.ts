import type { Chain } from './chain';
import { Echo, FAR } from '../echo';
import { PagingError } from '../errors';
import type { Dedupe } from '../dedupe';
import type { Reader } from './reader';
import type { Seam, Stretch } from './seam';
import type { IdOf, Pages } from '../types';

/** Records, beyond ten times those shown, that a list of unknown length may send again and again. */
const ENDLESS = 10_000;

/** Seams mended in a row without a joined page, before the walk is finished without proof. */
const PATIENCE = 16;

/** One walk through a list, mended wherever two stretches of it do not join. */
export async function* walk(reader: Reader, dedupe: Dedupe, chain: Chain, idOf: IdOf): Pages {
	const echo = new Echo(idOf);
	let mended = 0;
	let beyond: Stretch | undefined;
	let again: Stretch | undefined;
	while (dedupe.left > 0) {
		let stretch = beyond ?? (await reader.next(chain.end, dedupe.left));
		let seam = chain.judge(stretch);
		let least: number = stretch.overlap;
		beyond = undefined;

		if (seam.verdict !== 'joined' && chain.trust !== 'broken') {
			if (stretch !== again) {
				// It may still join once the seam before it is mended.
				again = stretch;
				if (stretch.records.length > 0) reader.putBack(stretch);
				({ stretch, seam } = await lookAround(reader, chain));
				least = 0;
				mended++;
				if (mended > PATIENCE) chain.trust = 'broken';
			} else if (seam.verdict !== 'doubtful') {
				continue;
			}
		}

		const fresh = chain.accept(stretch, seam);
		if (seam.verdict === 'joined' && fresh.length > 0) mended = 0;
		if (fresh.length > 0) yield fresh;

		const { records, total } = stretch;
		if (total === undefined ? records.length === 0 : chain.end >= total) return;
		if (total === undefined && chain.end > 10 * dedupe.size + ENDLESS) {
			throw new PagingError('DOCUSIGN_LIST_ENDLESS');
		}
		if (total === undefined && echo.hears(stretch)) {
			const { records: far } = await reader.behind(chain.end + FAR);
			const told = echo.judge(far);
			if (told === 'whole') return;
			if (told === 'cut') throw new PagingError('DOCUSIGN_LIST_ENDLESS');
		}
		if (records.length <= least) {
			// More is promised than the server gives: it is asked once more, then believed.
			beyond = await reader.behind(chain.end);
			const promised = beyond.total === undefined || beyond.total > chain.end;
			if (beyond.records.length === 0 && promised) return;
		}
	}
}

/** A stretch around the seam that joins, looking further and further back: in the end to the start. */
async function lookAround(reader: Reader, chain: Chain): Promise<{ stretch: Stretch; seam: Seam }> {
	for (let back = 1; ; back *= 2) {
		const stretch = await reader.around(chain.end, back);
		const seam = chain.judge(stretch);
		if (seam.verdict !== 'apart') return { stretch, seam };
	}
}
