import { Poll } from '../../../../../../nodes/DocusignAdmin/trigger/detection';
import { ANNA, item, type Person, profileOf, told, Watcher } from '../support';

const both: Person = { id: ANNA, accounts: { a: {}, b: {} } };
const leftA: Person = { ...both, accounts: { a: { status: 'closed' }, b: {} } };
const LEFT = [
	{
		event: 'membershipChanged',
		account_id: 'a',
		changed_fields: ['membership_status'],
		previous: { membership_status: 'active' },
	},
];

/** Reads the baseline of account b, and the profiles that are wanted for it. */
function learnB(poll: Poll, person: Person, now: number): void {
	for (let readings = 0; readings < 2; readings++) {
		poll.page('b', [item(person, 'b')], null);
		poll.endOfList('b');
	}
	for (const id of poll.wantedProfiles()) poll.profile(id, profileOf(person), now);
}

/** What windows tell that return the user from now on. */
function toldLater(state: unknown, { now }: Watcher, person: Person) {
	const watcher = new Watcher({ streams: ['b', 'a'] });
	Object.assign(watcher, { state: JSON.parse(JSON.stringify(state)) as unknown, now });
	return told([1, 2, 3].flatMap(() => watcher.poll(person)));
}

describe('a profile read for a baseline takes nothing from the window of another account', () => {
	test('whose baseline an earlier poll of the first run took', () => {
		const watcher = new Watcher();
		const first = new Poll({}, watcher.settingsNow());
		first.endOfList('a');
		first.page('a', [item(both, 'a')], null);
		first.endOfList('a');
		const { state } = first.finish(watcher.now);
		const second = new Poll(state, watcher.settingsNow());
		learnB(second, leftA, watcher.now);
		const outcome = second.finish(watcher.now);
		expect(outcome).toMatchObject({ baseline: 'done', events: [] });
		expect(toldLater(outcome.state, watcher, leftA)).toEqual(LEFT);
	});

	/** A trigger that watches account a, before the first poll that also watches b. */
	function withB() {
		const watcher = new Watcher({ streams: ['a'] });
		watcher.begin({ ...both, accounts: { a: {} } });
		for (let polls = 0; polls < 4; polls++) watcher.poll();
		const settings = { ...watcher.settingsNow(), streams: ['b', 'a'] };
		return { watcher, poll: new Poll(watcher.state, settings) };
	}

	test('that is not read any more in this poll', () => {
		const { watcher, poll } = withB();
		learnB(poll, leftA, watcher.now);
		expect(toldLater(poll.finish(watcher.now).state, watcher, leftA)).toEqual(LEFT);
	});

	test('that was read before the change, and the profile after it', () => {
		const { watcher, poll } = withB();
		poll.endOfList('a');
		learnB(poll, leftA, watcher.now);
		expect(toldLater(poll.finish(watcher.now).state, watcher, leftA)).toEqual(LEFT);
	});
});
