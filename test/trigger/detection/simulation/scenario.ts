import fc from 'fast-check';
import type { FirstRun } from '../../../../nodes/DocusignAdminTrigger/detection';
import { apply, type Edit, edits } from './edits';
import { Mirror } from './mirror';
import { type Faults, RequestFailed, SimNode, type Told } from './node';
import { type ServerOptions, SimServer } from './server';

const MINUTE = 60_000;

export type Step =
	| { do: 'edit'; edit: Edit; later: number }
	| { do: 'restart'; later: number }
	| { do: 'crash'; later: number }
	| {
			do: 'poll';
			later: number;
			failsAt?: number;
			budget?: number;
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

const DAY_MINUTES = 24 * 60;

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

/** n8n dies between two polls. */
export const restart = fc.record({ do: fc.constant('restart' as const), later });

/** n8n dies between telling and storing. */
export const crash = fc.record({ do: fc.constant('crash' as const), later });

const precisions = fc.constantFrom(
	{ precision: 'millisecond', overlapMinutes: 10 } as const,
	{ precision: 'day', overlapMinutes: 10 } as const,
	{ precision: 'storedDay', overlapMinutes: DAY_MINUTES + 10 } as const,
);

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
			accounts: fc.integer({ min: 1, max: 3 }),
			maxEventsPerPoll: fc.integer({ min: 1, max: 6 }),
			maxRechecks: fc.integer({ min: 1, max: 4 }),
			pageSize: fc.integer({ min: 1, max: 4 }),
			existing: fc.array(edits, { maxLength: 12 }),
			steps: fc.array(fc.oneof(edit, poll, ...more), { maxLength: 30 }),
		})
		.map(({ compares: { precision, overlapMinutes }, wire, skew, salt, ...rest }) => ({
			server: { precision, ...wire, skew, salt },
			overlapMinutes,
			...rest,
		}));

interface PlayOptions {
	firstRun?: FirstRun;
	/** Whether the baseline reads the profiles of all users, or of none. */
	readsProfiles?: boolean;
	/** Whether the workflow drops items whose event_id it has seen. */
	dropRepeats?: boolean;
}

/** A server, a trigger and what a workflow makes of its events, going through a scenario. */
export class Play {
	readonly server: SimServer;
	readonly node: SimNode;
	readonly mirror: Mirror;
	private readonly dropRepeats: boolean;

	constructor(
		world: World,
		{ firstRun = 'skipExisting', readsProfiles = true, dropRepeats = false }: PlayOptions = {},
	) {
		this.dropRepeats = dropRepeats;
		const accounts = ['a', 'b', 'c'].slice(0, world.accounts).map((name) => `account-${name}`);
		this.server = new SimServer({ ...world.server, accounts });
		for (const each of world.existing) {
			this.server.now += 3 * MINUTE;
			apply(this.server, each);
		}
		// Who was modified shortly before the baseline counts as unchanged until read.
		if (!readsProfiles) this.server.now += 3 * DAY_MINUTES * MINUTE;
		const maxBaselineProfiles = readsProfiles ? 100 : 0;
		const { maxEventsPerPoll, maxRechecks, overlapMinutes } = world;
		const { contract } = world.server;
		const scope = { contract, organizationId: 'organization', accountIds: [] };
		this.node = new SimNode(
			this.server,
			{ scope, firstRun, overlapMinutes, maxEventsPerPoll, maxRechecks, maxBaselineProfiles },
			world.pageSize,
		);
		const emits = firstRun === 'emitExisting';
		this.mirror = new Mirror(this.server, emits, readsProfiles || contract === 'cursor');
	}

	/** Lets one step happen; undefined for a poll that failed and for a change. */
	step(step: Step): Told | undefined {
		this.server.now += step.later;
		if (step.do === 'edit') {
			apply(this.server, step.edit);
			return undefined;
		}
		if (step.do === 'restart') {
			this.node.restart();
			return undefined;
		}
		if (step.do === 'crash') {
			this.crash();
			return undefined;
		}
		return this.faultyPoll(step);
	}

	poll(faults: Faults = {}): Told {
		const existing = this.node.isFirstRun;
		const told = this.node.run(faults);
		this.mirror.take(told.events, { existing, dropRepeats: this.dropRepeats });
		this.node.commit(told);
		return told;
	}

	/** n8n dies after telling and before storing, and the trigger goes on from what was stored before. */
	private crash(): void {
		const existing = this.node.isFirstRun;
		this.mirror.take(this.node.run().events, { existing, dropRepeats: true });
		this.node.restart();
		for (let polls = 0; !this.poll().caughtUp || polls < 10; polls++) this.server.now += 5 * MINUTE;
	}

	private faultyPoll(step: Extract<Step, { do: 'poll' }>): Told | undefined {
		let request = 0;
		const meanwhile = () => {
			for (const [at, each] of step.meanwhile) if (at === request) apply(this.server, each);
			request++;
		};
		try {
			return this.poll({ ...step, meanwhile });
		} catch (error) {
			if (!(error instanceof RequestFailed)) throw error;
			return undefined;
		}
	}

	/** Polls without faults and changes until everything must have been told. */
	settle(): void {
		for (let quiet = 0, polls = 0; quiet < 25; polls++) {
			if (polls > 400) throw new Error('The trigger never catches up.');
			this.server.now += 5 * MINUTE;
			const { events, caughtUp } = this.poll();
			quiet = caughtUp && events.length === 0 ? quiet + 1 : 0;
		}
	}

	takeBaseline(): void {
		while (this.poll().baseline === 'running') this.server.now += MINUTE;
	}
}
