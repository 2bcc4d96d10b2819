import fc from 'fast-check';

import type { UserEvent } from '../../../../../nodes/DocusignAdmin/trigger/detection';
import { Play } from './simulation/play';
import { account, crash, overlap, restart, worlds } from './simulation/worlds';

const POLICY = 'federated_status';

fc.configureGlobal({ numRuns: 150 });

function expectNothingMissing({ mirror, server, oversized }: Play): void {
	expect(mirror.differences(server)).toEqual([]);
	expect(oversized).toBe(0);
}

describe('change detection, whatever happens when', () => {
	test('tells every change since the baseline, and none twice', () => {
		fc.assert(
			fc.property(worlds(overlap), (world) => {
				const play = new Play(world);
				play.takeBaseline();
				for (const step of world.steps) play.step(step);
				play.settle();
				expect(play.mirror.repeats).toEqual([]);
				expectNothingMissing(play);
			}),
		);
	});

	test('does so when n8n dies between polls and goes on from what it had written', () => {
		fc.assert(
			fc.property(worlds(restart), (world) => {
				const play = new Play(world);
				play.takeBaseline();
				for (const step of world.steps) play.step(step);
				play.settle();
				expect(play.mirror.repeats).toEqual([]);
				expectNothingMissing(play);
			}),
		);
	});

	test('repeats with the same event_id what n8n told without storing it', () => {
		fc.assert(
			fc.property(worlds(restart, crash), (world) => {
				const play = new Play(world, { dropRepeats: true });
				play.takeBaseline();
				for (const step of world.steps) play.step(step);
				play.settle();
				// A membership noticed only after it had ended has begun anew for a state that is older.
				const isRejoining = ({ previous }: UserEvent) => previous?.membership_status === null;
				expect(play.mirror.repeats.filter((event) => !isRejoining(event))).toEqual([]);
				expectNothingMissing(play);
			}),
		);
	});

	test('tells every existing user once when the first run is to, and every change afterwards', () => {
		fc.assert(
			fc.property(worlds(restart), (world) => {
				const play = new Play(world, { firstRun: 'emitExisting' });
				for (const step of world.steps) play.step(step);
				play.settle();
				expect(play.mirror.repeats).toEqual([]);
				expectNothingMissing(play);
			}),
		);
	});

	test('tells every change after what a first run or a new account showed first', () => {
		fc.assert(
			fc.property(worlds(account, restart), fc.array(fc.nat({ max: 2 })), (world, absent) => {
				const play = new Play(world, { notes: true });
				for (const each of absent) play.step({ do: 'account', account: each, later: 0 });
				for (const step of world.steps) play.step(step);
				play.settle();
				expectNothingMissing(play);
			}),
		);
	});

	test('does so when no poll has time for all lists', () => {
		fc.assert(
			fc.property(worlds(), fc.integer({ min: 1, max: 3 }), (world, listBudget) => {
				fc.pre(!world.server.reshuffles);
				const play = new Play(world);
				play.takeBaseline();
				for (const step of world.steps) {
					play.step(step.do === 'poll' ? { ...step, listBudget, forgetful: false } : step);
				}
				play.settleSlowly(listBudget);
				expectNothingMissing(play);
			}),
		);
	});

	test('misses nothing where the baseline reads no profiles, and guesses once per membership', () => {
		fc.assert(
			fc.property(worlds(), (world) => {
				const play = new Play(world, { readsProfiles: false });
				play.takeBaseline();
				for (const step of world.steps) play.step(step);
				play.settle();
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
