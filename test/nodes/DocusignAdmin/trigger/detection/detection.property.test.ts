import fc from 'fast-check';

import type { UserEvent } from '../../../../../nodes/DocusignAdmin/trigger/detection';
import { Play, type PlayOptions } from './simulation/play';
import {
	account,
	crash,
	overlap,
	restart,
	type Step,
	type World,
	worlds,
} from './simulation/worlds';

const POLICY = 'federated_status';

fc.configureGlobal({ numRuns: 150 });

/**
 * Goes through a world until everything must have been told; after a baseline, unless the workflow
 * begins with what the first run shows.
 */
function played(
	world: World,
	options: PlayOptions = {},
	settle = (play: Play): void => play.settle(),
): Play {
	const play = new Play(world, options);
	if (options.firstRun === undefined && !options.notes) play.takeBaseline();
	for (const step of world.steps) play.step(step);
	settle(play);
	return play;
}

function expectNothingMissing({ mirror, server, oversized }: Play): void {
	expect(mirror.differences(server)).toEqual([]);
	expect(oversized).toBe(0);
}

/** A closed user joins an account that the trigger does not see yet, and another is created meanwhile. */
const REOPENED_UNSEEN: World = {
	server: {
		precision: 'millisecond',
		contract: 'cursor',
		terse: false,
		skew: 0,
		salt: 0,
		reshuffles: false,
	},
	overlapMinutes: 10,
	accounts: 2,
	maxEventsPerPoll: 1,
	maxRechecks: 1,
	pageSize: 1,
	existing: [
		{ kind: 'create', user: 0, account: 0, value: 0 },
		{ kind: 'closeEverywhere', user: 0, account: 0, value: 0 },
	],
	steps: [
		{ do: 'poll', later: 0, forgetful: false, meanwhile: [] },
		{ do: 'edit', edit: { kind: 'join', user: 0, account: 1, value: 0 }, later: 0 },
		{ do: 'edit', edit: { kind: 'create', user: 0, account: 0, value: 0 }, later: 300_001 },
	],
};

/** A profile changes in an account that goes, and is read for another before the account is back. */
const CHANGED_AWAY: World = {
	...REOPENED_UNSEEN,
	server: { ...REOPENED_UNSEEN.server, contract: 'openApi' },
	pageSize: 2,
	existing: [
		{ kind: 'create', user: 0, account: 0, value: 0 },
		{ kind: 'create', user: 0, account: 0, value: 2 },
		{ kind: 'join', user: 0, account: 1, value: 0 },
	],
	steps: [
		{
			do: 'poll',
			later: 0,
			forgetful: false,
			meanwhile: [
				[5, { kind: 'profile', user: 0, account: 1, value: 1 }],
				[0, { kind: 'closeEverywhere', user: 1, account: 0, value: 0 }],
			],
		},
		{ do: 'account', account: 1, later: 0 },
		{ do: 'account', account: 0, later: 600_860 },
		{ do: 'poll', later: 0, forgetful: false, meanwhile: [] },
	],
};

/** The profile of a user who is settling is read by a quiet poll, and n8n dies before the next, after a change. */
const READ_AND_FORGOTTEN: World = {
	...CHANGED_AWAY,
	accounts: 1,
	existing: [
		{ kind: 'create', user: 0, account: 0, value: 0 },
		{ kind: 'create', user: 0, account: 0, value: 0 },
		{ kind: 'policy', user: 1, account: 0, value: 1 },
	],
	steps: [
		{ do: 'edit', edit: { kind: 'create', user: 0, account: 0, value: 0 }, later: 0 },
		{ do: 'poll', later: 0, budget: 5, forgetful: false, meanwhile: [] },
		{ do: 'poll', later: 0, forgetful: false, meanwhile: [] },
		{ do: 'edit', edit: { kind: 'policy', user: 1, account: 0, value: 0 }, later: 0 },
		{ do: 'restart', later: 0 },
	],
};

describe('change detection, whatever happens when', () => {
	test.each([
		['tells every change since the baseline, and none twice', overlap, {}],
		['does so when n8n dies between polls and goes on from what it had written', restart, {}],
		[
			'tells every existing user once when the first run is to, and every change afterwards',
			restart,
			{ firstRun: 'emitExisting' as const },
		],
	])('%s', (_, more, options) => {
		fc.assert(
			fc.property(worlds(more), (world) => {
				const play = played(world, options);
				expect(play.mirror.repeats).toEqual([]);
				expectNothingMissing(play);
			}),
		);
	});

	test('repeats with the same event_id what n8n told without storing it', () => {
		fc.assert(
			fc.property(worlds(restart, crash), (world) => {
				const play = played(world, { dropRepeats: true });
				// A membership noticed only after it had ended has begun anew for a state that is older.
				const isRejoining = ({ previous }: UserEvent) => previous?.membership_status === null;
				expect(play.mirror.repeats.filter((event) => !isRejoining(event))).toEqual([]);
				expectNothingMissing(play);
			}),
		);
	});

	test('tells every change after what a first run or a new account showed first', () => {
		fc.assert(
			fc.property(worlds(account, restart), fc.array(fc.nat({ max: 2 })), (world, absent) => {
				const leaves = absent.map((each): Step => ({ do: 'account', account: each, later: 0 }));
				const steps = [...leaves, ...world.steps];
				expectNothingMissing(played({ ...world, steps }, { notes: true }));
			}),
			{
				examples: [
					[REOPENED_UNSEEN, [1]],
					[CHANGED_AWAY, [0, 0]],
					[READ_AND_FORGOTTEN, []],
				],
			},
		);
	});

	test('does so when no poll has time for all lists', () => {
		fc.assert(
			fc.property(worlds(), fc.integer({ min: 1, max: 3 }), (world, listBudget) => {
				fc.pre(!world.server.reshuffles);
				const steps = world.steps.map((step) =>
					step.do === 'poll' ? { ...step, listBudget, forgetful: false } : step,
				);
				const slowly = (play: Play) => play.settleSlowly(listBudget);
				expectNothingMissing(played({ ...world, steps }, {}, slowly));
			}),
		);
	});

	test('misses nothing where the baseline reads no profiles, and guesses once per membership', () => {
		fc.assert(
			fc.property(worlds(), (world) => {
				const play = played(world, { readsProfiles: false });
				expectNothingMissing(play);
				// Of policies the mirror does not know when they were first read.
				const guesses = play.mirror.repeats
					.filter(({ changed_fields: [only, ...more] = [] }) => more.length || only !== POLICY)
					.map(({ event, account_id, user }) => `${event} ${account_id} ${String(user.id)}`);
				for (const guess of guesses) expect(guess).toMatch(/^membershipChanged/);
				expect(new Set(guesses).size).toBe(guesses.length);
			}),
		);
	});
});
