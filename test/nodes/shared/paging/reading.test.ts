import { Reading } from '../../../../nodes/shared/paging/reading';
import { createThrottle } from '../../../../nodes/shared/transport/limits/throttle';
import { VirtualClock } from '../transport/support/simulation';
import { throttled } from './support/caller';
import { Requests } from './support/requests';
import { allowNoUnhandledRejection, settled } from './support/unhandled';

allowNoUnhandledRejection();

/** A reading in a run that has one request under way at a time. */
function setUp() {
	const requests = new Requests<string, string[]>();
	const clock = new VirtualClock();
	const throttle = createThrottle({ clock });
	const fetch = throttled(1, clock, throttle)(requests.fetch);
	const ask = async (reading: Reading, name: string, urgent = false) =>
		await reading.ask(async (turn) => await fetch(name, turn), urgent).catch(String);
	return { requests, clock, throttle, ask };
}

describe('a reading', () => {
	it('ends all its pages with the first failure', async () => {
		const { requests, throttle, ask } = setUp();
		const reading = new Reading();
		const pages = ['a', 'b', 'c'].map(async (name) => await ask(reading, name));
		await settled();
		requests.refuse(0, new Error('cut off'));
		expect(await Promise.all(pages)).toEqual(Array(3).fill('Error: cut off'));
		expect(await ask(reading, 'd')).toBe('Error: cut off');
		expect(requests.asked).toEqual(['a']);
		expect(throttle.isIdle()).toBe(true);
	});

	it('makes room at once for others when its reader leaves, and ignores what still comes', async () => {
		const { requests, throttle, clock, ask } = setUp();
		const [left, other] = [new Reading(), new Reading()];
		const underWay = ask(left, 'under way');
		const waiting = ask(left, 'waiting');
		const others = ask(other, 'other');
		await settled();
		left.leave();
		expect(await waiting).toMatch(/not read any further/);
		requests.answer(0, ['late']);
		expect(await underWay).toMatch(/not read any further/);
		await settled();
		expect(requests.asked).toEqual(['under way', 'other']);
		requests.answer(1, ['fine']);
		expect(await others).toEqual(['fine']);
		await settled();
		expect(throttle.isIdle()).toBe(true);
		expect(clock.timersLeft).toBe(0);
	});

	it('ends the others of the whole when it fails, but not when its reader alone leaves', async () => {
		const { requests, ask } = setUp();
		const whole = new Reading();
		const [one, left, two] = [new Reading(whole), new Reading(whole), new Reading(whole)];
		const late = ask(left, 'left');
		await settled();
		left.leave();
		requests.refuse(0, new Error('of no concern'));
		expect(await late).toMatch(/not read any further/);
		const pages = [ask(one, 'one'), ask(two, 'two'), ask(whole, 'whole')];
		await settled();
		requests.refuse(1, new Error('cut off'));
		expect(await Promise.all(pages)).toEqual(Array(3).fill('Error: cut off'));
		expect(requests.asked).toEqual(['left', 'one']);
	});

	it('lets the page that its reader waits for go before those asked for ahead', async () => {
		const { requests, ask } = setUp();
		const reading = new Reading();
		const all = [ask(reading, 'first'), ask(reading, 'ahead'), ask(reading, 'urgent', true)];
		for (let request = 0; request < 3; request++) {
			await settled();
			requests.answer(request, ['done']);
		}
		await Promise.all(all);
		expect(requests.asked).toEqual(['first', 'urgent', 'ahead']);
	});
});
