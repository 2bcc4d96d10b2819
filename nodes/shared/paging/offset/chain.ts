import type { JsonObject } from '../../http';
import type { Dedupe } from '../dedupe';
import { judge, type Seam, type Stretch } from './seam';
import type { IdOf } from '../types';

/** How well the stretches of a walk join: all of them; if the server keeps its order; not all. */
export type Trust = 'proven' | 'likely' | 'broken';

/**
 * The stretches of one walk through a list, each joined to the one before. What it upholds: every
 * record that was in the list all the time and stands before the last one accepted has been taken in.
 */
export class Chain {
	trust: Trust = 'proven';
	/** The offset behind the stretch accepted last, as the server counted then. */
	end = 0;
	private last?: Stretch;
	private readonly places = new Map<string, number>();
	/** The offset up to which records are taken in, to tell those without id. */
	private covered = 0;
	/** How many places of the list have been walked over, each counted once. */
	private walked = 0;

	constructor(
		private readonly dedupe: Dedupe,
		private readonly idOf: IdOf,
	) {}

	/** Begins a new walk, from the list's first record. */
	restart(): void {
		this.trust = 'proven';
		this.end = 0;
		this.last = undefined;
	}

	/**
	 * Whether every place walked over held a record of its own. Else the server lists some twice, or
	 * changed its order and so showed some twice and others not at all.
	 */
	addsUp(): boolean {
		return this.walked <= this.dedupe.size;
	}

	judge(stretch: Stretch): Seam {
		if (!this.last) return { verdict: 'joined', shift: 0 };
		return judge(this.last, this.places, stretch, this.idOf, (id) => this.dedupe.has(id));
	}

	/** Joins a stretch to the chain. Returns its records that are new. */
	accept(stretch: Stretch, { verdict, shift }: Seam): JsonObject[] {
		if (verdict === 'doubtful' && this.trust === 'proven') this.trust = 'likely';
		if (verdict === 'apart') this.trust = 'broken';
		this.covered += shift;
		const fresh = this.dedupe.take(stretch.records, this.covered - stretch.start);
		this.end = stretch.start + stretch.records.length;
		this.walked += Math.max(0, this.end - this.covered);
		this.covered = Math.max(this.covered, this.end);
		if (stretch.records.length > 0) this.remember(stretch);
		return fresh;
	}

	private remember(stretch: Stretch): void {
		this.last = stretch;
		this.places.clear();
		stretch.records.forEach((record, at) => {
			const id = this.idOf(record);
			if (id !== undefined) this.places.set(id, at);
		});
	}
}
