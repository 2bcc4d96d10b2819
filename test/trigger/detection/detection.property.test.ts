import fc from 'fast-check';
import { crash, Play, restart, worlds } from './simulation/scenario';

const RUNS = { numRuns: Number(process.env.DETECTION_RUNS ?? 200) };

function expectNothingMissing({ mirror, server }: Play): void {
	expect(mirror.differences(server)).toEqual([]);
}

describe('change detection, whatever happens when', () => {
	test('tells every change since the baseline, and none twice', () => {
		fc.assert(
			fc.property(worlds(), (world) => {
				const play = new Play(world);
				play.takeBaseline();
				for (const step of world.steps) play.step(step);
				play.settle();
				expect(play.mirror.repeats).toEqual([]);
				expectNothingMissing(play);
			}),
			RUNS,
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
			RUNS,
		);
	});

	test('repeats with the same event_id what n8n told without storing it', () => {
		fc.assert(
			fc.property(worlds(restart, crash), (world) => {
				const play = new Play(world, { dropRepeats: true });
				play.takeBaseline();
				for (const step of world.steps) play.step(step);
				play.settle();
				expect(play.mirror.repeats).toEqual([]);
				expectNothingMissing(play);
			}),
			RUNS,
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
			RUNS,
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
				const guesses = play.mirror.repeats.map(({ event, account_id, user }) => {
					expect(event).toBe('membershipChanged');
					return `${account_id} ${String(user.id)}`;
				});
				expect(new Set(guesses).size).toBe(guesses.length);
			}),
			RUNS,
		);
	});
});
