import type { Chain } from './chain';
import type { Intake } from './intake';
import type { Reader } from './reader';
import type { Seam, Stretch } from './seam';
import type { Pages } from './types';

/** Seams mended in a row without a joined page, before the walk is finished without proof. */
const PATIENCE = 16;

/** One walk through a list, mended wherever two stretches of it do not join. */
export async function* walk(reader: Reader, intake: Intake, chain: Chain): Pages {
	let mended = 0;
	let beyond: Stretch | undefined;
	let again: Stretch | undefined;
	while (intake.left > 0) {
		let stretch = beyond ?? (await reader.next(chain.end, intake.left));
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

		const nothingNew = stretch.records.length <= least;
		if (stretch.total !== undefined && chain.end >= stretch.total) return;
		if (nothingNew && stretch.total === undefined) return;
		if (nothingNew) {
			// The total promises more than the server gives: it is asked once more, then believed.
			beyond = await reader.behind(chain.end);
			if (beyond.records.length === 0) return;
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
