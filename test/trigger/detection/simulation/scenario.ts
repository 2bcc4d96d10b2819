import fc from 'fast-check';
import type { FirstRun } from '../../../../nodes/DocusignAdminTrigger/detection';
import { apply, type Edit, edits } from './edits';
import { Mirror } from './mirror';
import { RequestFailed, SimNode, type Told } from './node';
import { type ServerOptions, SimServer } from './server';

const MINUTE = 60_000;

export type Step =
	| { do: 'edit'; edit: Edit; later: number }
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

const precisions = fc.constantFrom(
	{ precision: 'millisecond', overlapMinutes: 10 } as const,
	{ precision: 'day', overlapMinutes: 10 } as const,
	{ precision: 'storedDay', overlapMinutes: DAY_MINUTES + 10 } as const,
);

export const worlds: fc.Arbitrary<World> = fc
	.record({
		compares: precisions,
		contract: fc.constantFrom('openApi', 'cursor'),
		skew: fc.integer({ min: -9 * MINUTE, max: 9 * MINUTE }),
		salt: fc.nat(),
		accounts: fc.integer({ min: 1, max: 3 }),
		maxEventsPerPoll: fc.integer({ min: 1, max: 6 }),
		maxRechecks: fc.integer({ min: 1, max: 4 }),
		pageSize: fc.integer({ min: 1, max: 4 }),
		existing: fc.array(edits, { maxLength: 12 }),
		steps: fc.array(fc.oneof(edit, poll), { maxLength: 30 }),
	})
	.map(({ compares: { precision, overlapMinutes }, contract, skew, salt, ...rest }) => ({
		server: { precision, contract, skew, salt },
		overlapMinutes,
		...rest,
	}));

/** A server, a trigger and what a workflow makes of its events, going through a scenario. */
export class Play {
	readonly server: SimServer;
	readonly node: SimNode;
	readonly mirror: Mirror;

	constructor(world: World, firstRun: FirstRun = 'skipExisting', maxBaselineProfiles = 100) {
		const accounts = ['a', 'b', 'c'].slice(0, world.accounts).map((name) => `account-${name}`);
		this.server = new SimServer({ ...world.server, accounts });
		for (const each of world.existing) {
			this.server.now += 3 * MINUTE;
			apply(this.server, each);
		}
		const { maxEventsPerPoll, maxRechecks, overlapMinutes } = world;
		const { contract } = world.server;
		const scope = { contract, organizationId: 'organization', accountIds: [] };
		this.node = new SimNode(
			this.server,
			{ scope, firstRun, overlapMinutes, maxEventsPerPoll, maxRechecks, maxBaselineProfiles },
			world.pageSize,
		);
		this.mirror = new Mirror(this.server, firstRun === 'emitExisting');
	}

	/** Lets one step happen; undefined for a poll that failed and for a change. */
	step(step: Step): Told | undefined {
		this.server.now += step.later;
		if (step.do === 'edit') {
			apply(this.server, step.edit);
			return undefined;
		}
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

	poll(faults: Parameters<SimNode['poll']>[0] = {}): Told {
		const told = this.node.poll(faults);
		for (const event of told.events) this.mirror.take(event);
		return told;
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
