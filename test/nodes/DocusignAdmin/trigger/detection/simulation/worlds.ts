import fc from 'fast-check';
import { type Edit, edits, values } from './edits';
import type { ServerOptions } from './server';

export const MINUTE = 60_000;

export type Step =
	| { do: 'edit'; edit: Edit; later: number }
	| { do: 'restart'; later: number }
	| { do: 'crash'; edit?: Edit; later: number }
	| { do: 'account'; account: number; later: number }
	| { do: 'overlap'; edit: Edit; later: number }
	| {
			do: 'poll';
			later: number;
			failsAt?: number;
			budget?: number;
			listBudget?: number;
			forgetful?: boolean;
			/** Changes made between the requests of the poll: before which, and what. */
			meanwhile: Array<[number, Edit]>;
	  };

export interface World {
	server: Omit<ServerOptions, 'accounts'>;
	accounts: number;
	overlapMinutes: number;
	maxEventsPerPoll: number;
	maxRechecks: number;
	pageSize: number;
	existing: Edit[];
	steps: Step[];
}

export const DAY_MINUTES = 24 * 60;

/** A change follows at once or hours later. */
const later = fc.oneof(
	fc.constant(0),
	fc.nat({ max: 10 * MINUTE }),
	fc.nat({ max: DAY_MINUTES * MINUTE }),
);

const poll = fc.record({
	do: fc.constant('poll' as const),
	later,
	failsAt: fc.option(fc.nat({ max: 12 }), { nil: undefined, freq: 3 }),
	budget: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined, freq: 3 }),
	forgetful: fc.boolean(),
	meanwhile: fc.array(fc.tuple(fc.nat({ max: 12 }), edits), { maxLength: 3 }),
});

const edit = fc.record({ do: fc.constant('edit' as const), edit: edits, later });

/** Two polls run at the same time, with a change between their requests. */
export const overlap = fc.record({ do: fc.constant('overlap' as const), edit: edits, later });

/** An account joins or leaves the organization, all of whose accounts are watched. */
export const account = fc.record({
	do: fc.constant('account' as const),
	account: fc.nat({ max: 2 }),
	later,
});

/** n8n dies between two polls. */
export const restart = fc.record({ do: fc.constant('restart' as const), later });

/** n8n dies between telling and storing; something may change before it is back. */
export const crash = fc.record({
	do: fc.constant('crash' as const),
	edit: fc.option(values, { nil: undefined }),
	later,
});

const precisions = fc.constantFrom(
	{ precision: 'millisecond', overlapMinutes: 10 } as const,
	{ precision: 'day', overlapMinutes: 10 } as const,
	{ precision: 'storedDay', overlapMinutes: DAY_MINUTES + 10 } as const,
);

const unhurried = (step: Step): Step =>
	step.do === 'poll' ? { ...step, budget: undefined } : step;

/** @param more further steps that may happen */
export const worlds = (...more: Array<fc.Arbitrary<Step>>): fc.Arbitrary<World> =>
	fc
		.record({
			compares: precisions,
			wire: fc.constantFrom(
				{ contract: 'openApi', terse: false } as const,
				{ contract: 'cursor', terse: false } as const,
				{ contract: 'cursor', terse: true } as const,
			),
			skew: fc.integer({ min: -9 * MINUTE, max: 9 * MINUTE }),
			salt: fc.nat(),
			reshuffles: fc.boolean(),
			accounts: fc.integer({ min: 1, max: 3 }),
			maxEventsPerPoll: fc.integer({ min: 1, max: 6 }),
			maxRechecks: fc.integer({ min: 1, max: 4 }),
			pageSize: fc.integer({ min: 1, max: 4 }),
			existing: fc.array(edits, { maxLength: 12 }),
			steps: fc.array(fc.oneof(edit, poll, ...more), { maxLength: 30 }),
		})
		.map(
			({
				compares: { precision, overlapMinutes },
				wire,
				skew,
				salt,
				reshuffles,
				steps,
				...rest
			}) => ({
				server: { precision, ...wire, skew, salt, reshuffles },
				// Lists that are never read whole, and never in the same order, cannot be followed.
				steps: reshuffles ? steps.map(unhurried) : steps,
				overlapMinutes,
				...rest,
			}),
		);
