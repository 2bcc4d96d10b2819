import type { JsonObject } from '../http';
import type { Intake } from './intake';
import { judge, type Seam, type Stretch } from './seam';
import type { IdOf } from './types';

/** How far a walk through the list can be trusted to have met everybody. */
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

	constructor(
		private readonly intake: Intake,
		private readonly idOf: IdOf,
	) {}

	/** Begins a new walk, from the list's first record. */
	restart(): void {
		this.trust = 'proven';
		this.end = 0;
		this.last = undefined;
	}

	judge(stretch: Stretch): Seam {
		if (!this.last) return { verdict: 'joined', shift: 0 };
		return judge(this.last, this.places, stretch, this.idOf, (id) => this.intake.has(id));
	}

	/** Joins a stretch to the chain. Returns its records that are new. */
	accept(stretch: Stretch, { verdict, shift }: Seam): JsonObject[] {
		if (verdict === 'doubtful' && this.trust === 'proven') this.trust = 'likely';
		if (verdict === 'apart' || verdict === 'shuffled') this.trust = 'broken';
		this.covered += shift;
		const fresh = this.intake.take(stretch.records, this.covered - stretch.start);
		this.end = stretch.start + stretch.records.length;
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
