import fc from 'fast-check';
import { Play, worlds } from './simulation/scenario';

const RUNS = { numRuns: 300 };

describe('change detection, for any course of events', () => {
	test('tells every change of a known organization, and none twice', () => {
		fc.assert(
			fc.property(worlds, (world) => {
				const play = new Play(world);
				play.takeBaseline();
				for (const step of world.steps) play.step(step);
				play.settle();
				expect(play.mirror.repeats).toEqual([]);
				expect(play.mirror.differences(play.server)).toEqual([]);
			}),
			RUNS,
		);
	});
});
