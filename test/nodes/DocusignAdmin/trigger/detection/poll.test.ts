import { Poll, type StoredState } from '../../../../../nodes/DocusignAdmin/trigger/detection';
import { ANNA, BORIS, item, type Person, profileOf, told, Watcher } from './support';

const MINUTE = 60_000;
const anna: Person = { id: ANNA, accounts: { a: {} } };
const renamed: Person = { ...anna, first_name: 'Ann' };

/** So many users of account a. */
const people = (count: number, first_name = 'Anna'): Person[] =>
	Array.from({ length: count }, (_, index) => ({
		id: `6f1c8a52-2f0e-4b0e-9c1d-${String(index).padStart(12, '0')}`,
		first_name,
		accounts: { a: {} },
	}));

describe('what a poll reads', () => {
	test('first who was modified lately and then everybody, list by list', () => {
		const poll = new Poll({}, new Watcher().settingsNow());
		const since = new Watcher().now - 10 * MINUTE;
		expect(poll.nextReads()[0]).toEqual({ stream: 'a', since, position: null });
		poll.endOfList('a');
		expect(poll.nextReads()[0]).toEqual({ stream: 'a', position: null });
		poll.endOfList('a');
		expect(poll.nextReads()[0]).toEqual({ stream: 'b', since, position: null });
	});

	test('then windows that overlap with the poll before', () => {
		const watcher = new Watcher();
		watcher.begin(anna);
		const began = watcher.now;
		watcher.now += 60 * MINUTE;
		const poll = new Poll(watcher.state, watcher.settingsNow());
		expect(poll.nextReads()[0]).toEqual({
			stream: 'a',
			since: began - 10 * MINUTE,
			position: null,
		});
	});

	test('a window keeps its beginning until it was read whole', () => {
		const watcher = new Watcher();
		watcher.begin(anna);
		const began = watcher.now;
		watcher.now += 60 * MINUTE;
		const poll = new Poll(watcher.state, watcher.settingsNow());
		poll.page('a', [item(renamed, 'a')], 7);
		const { state, caughtUp, worthStoring } = poll.finish(watcher.now);
		expect({ caughtUp, worthStoring }).toEqual({ caughtUp: false, worthStoring: true });
		watcher.now += 60 * MINUTE;
		const next = new Poll(state, watcher.settingsNow());
		// Anna's profile was not read, so the page that showed her is read again.
		expect(next.nextReads().find(({ stream }) => stream === 'a')).toEqual({
			stream: 'a',
			since: began - 10 * MINUTE,
			position: null,
		});
	});

	test('goes on behind the last page of which everybody is told', () => {
		const watcher = new Watcher();
		watcher.begin(anna);
		const poll = new Poll(watcher.state, watcher.settingsNow());
		poll.page('a', [item(anna, 'a')], 7);
		poll.profile(ANNA, profileOf(anna), watcher.now);
		const next = new Poll(poll.finish(watcher.now).state, watcher.settingsNow());
		const a = () => next.nextReads().find(({ stream }) => stream === 'a');
		expect(a()).toMatchObject({ position: 7 });
		next.restartList('a');
		expect(a()).toMatchObject({ position: null });
	});

	test("first what was not read for longest, the organization's list among the accounts", () => {
		const watcher = new Watcher({ streams: ['a', 'b', '*'] });
		watcher.begin(anna);
		const read = [];
		for (let polls = 0; polls < 6; polls++) {
			watcher.now += 15 * MINUTE;
			const poll = new Poll(watcher.state, watcher.settingsNow());
			const { stream } = poll.nextReads()[0]!;
			read.push(stream);
			poll.endOfList(stream);
			watcher.state = poll.finish(watcher.now).state;
		}
		expect(read).toEqual(['a', 'b', '*', 'a', 'b', '*']);
	});

	test('a clock that was set back leaves no gap', () => {
		const watcher = new Watcher();
		watcher.begin(anna);
		watcher.now -= 24 * 60 * MINUTE;
		const poll = new Poll(watcher.state, watcher.settingsNow());
		expect(poll.nextReads()[0]?.since).toBe(watcher.now - 10 * MINUTE);
	});

	test('a list that stops being in scope is not read, and goes on when it is back', () => {
		const watcher = new Watcher();
		watcher.begin({ ...anna, accounts: { a: {}, b: {} } });
		const cursor = watcher.now;
		watcher.now += 60 * MINUTE;
		const settings = { ...watcher.settingsNow(), streams: ['a'] };
		const poll = new Poll(watcher.state, settings);
		poll.page('a', [item(anna, 'a')], null);
		poll.endOfList('a');
		expect(poll.nextReads()[0]).toBeUndefined();
		poll.profile(ANNA, profileOf({ ...anna, accounts: { a: {}, b: {} } }), watcher.now);
		const { events, state } = poll.finish(watcher.now);
		expect(events).toEqual([]);
		expect(state.streams.b.cursor).toBe(cursor);
	});
});

describe('a quiet poll', () => {
	test('reads each list once, wants no profile, and leaves the records as they are', () => {
		const watcher = new Watcher();
		watcher.begin(anna);
		watcher.poll();
		const before = watcher.state as StoredState;
		expect(watcher.poll()).toEqual([]);
		expect(watcher.last).toMatchObject({
			wantedProfiles: [],
			worthStoring: false,
			baseline: 'done',
			caughtUp: true,
		});
		expect(watcher.last.state.records).toEqual(before.records);
	});
});

describe('profiles', () => {
	test('of everybody a window returns are wanted; again only a few at a time', () => {
		const watcher = new Watcher({ maxRechecks: 3 });
		watcher.begin();
		watcher.poll(...people(10));
		watcher.see(people(10), { profiles: false });
		expect(watcher.last.wantedProfiles).toHaveLength(3);
		watcher.see(people(10, 'Other'), { profiles: false });
		expect(watcher.last.wantedProfiles).toHaveLength(10);
	});

	test('that were not read again hold the window back until it no longer returns their users', () => {
		const watcher = new Watcher({ maxRechecks: 1 });
		watcher.begin();
		watcher.poll(...people(3));
		const readAt = Math.floor(watcher.now / 1_000) * 1_000;
		watcher.see(people(3), { profiles: false });
		watcher.now += 60 * MINUTE;
		const next = new Poll(watcher.state, watcher.settingsNow());
		const since = next.nextReads()[0]?.since ?? Infinity;
		// Whoever has changed after the reading is returned by a window that begins before it.
		expect(since).toBeLessThanOrEqual(readAt - 10 * MINUTE);
		for (const stream of ['a', 'b']) next.endOfList(stream);
		expect(next.wantedProfiles()).toEqual([]);
		watcher.state = next.finish(watcher.now).state;
		const after = new Poll(watcher.state, watcher.settingsNow());
		expect(after.nextReads()[0]?.since).toBe(watcher.now - 10 * MINUTE);
	});

	test('that are gone hold nothing up', () => {
		const watcher = new Watcher();
		watcher.begin(anna);
		const poll = new Poll(watcher.state, watcher.settingsNow());
		poll.page('a', [item(renamed, 'a')], null);
		for (const stream of ['a', 'b']) poll.endOfList(stream);
		poll.profile(ANNA, undefined, watcher.now);
		const { events, caughtUp } = poll.finish(watcher.now);
		expect(events.map(({ event }) => event)).toEqual(['userUpdated']);
		expect(caughtUp).toBe(true);
	});

	test('are found whatever the case of ids', () => {
		const watcher = new Watcher();
		watcher.begin(anna);
		const poll = new Poll(watcher.state, watcher.settingsNow());
		poll.page('a', [item({ ...renamed, id: ANNA.toUpperCase() }, 'a')], null);
		poll.profile(ANNA, profileOf(anna), watcher.now);
		expect(poll.finish(watcher.now).events).toMatchObject([{ event: 'userUpdated' }]);
	});
});

describe('limits and choices', () => {
	test('no more events than allowed; the rest in the next polls', () => {
		const watcher = new Watcher({ maxEventsPerPoll: 4 });
		watcher.begin(...people(10));
		const counts = [1, 2, 3, 4].map(() => watcher.poll(...people(10, 'Other')).length);
		expect(counts).toEqual([4, 4, 2, 0]);
	});

	test('a user with more events than allowed is told in one piece', () => {
		const watcher = new Watcher({ maxEventsPerPoll: 1 });
		watcher.begin({ ...anna, accounts: { a: {}, b: {} } }, { id: BORIS, accounts: { a: {} } });
		const accounts = { a: { profile: 2 }, b: { profile: 2 } };
		expect(watcher.poll({ ...anna, accounts })).toHaveLength(2);
	});

	test('only the events that were chosen, the others being taken note of', () => {
		const watcher = new Watcher({ events: ['userClosed'] });
		watcher.begin(anna);
		expect(watcher.poll(renamed)).toEqual([]);
		const closed = { ...renamed, status: 'closed', accounts: { a: { status: 'closed' } } };
		expect(told(watcher.poll(closed)).map(({ event }) => event)).toEqual(['userClosed']);
	});

	test('an account added later is taken note of, except for who came since the beginning', () => {
		const watcher = new Watcher({ streams: ['a'] });
		watcher.begin(anna);
		const settings = { ...watcher.settingsNow(), streams: ['a', 'b'] };
		const poll = new Poll(watcher.state, settings);
		poll.endOfList('a');
		const old = { id: BORIS, accounts: { b: {} } };
		const fresh = { ...old, id: BORIS.replace(/2$/, '3'), created_on: '2024-06-04T09:00:00' };
		poll.endOfList('b');
		poll.page('b', [item(old, 'b'), item(fresh, 'b')], null);
		poll.endOfList('b');
		for (const each of [old, fresh]) poll.profile(each.id, profileOf(each), watcher.now);
		const { events } = poll.finish(watcher.now);
		expect(events.map(({ event, user }) => [event, user.id])).toEqual([
			['userCreated', fresh.id],
			['userActivated', fresh.id],
		]);
	});

	test('an item without an id ends the poll', () => {
		const poll = new Poll({}, new Watcher().settingsNow());
		expect(() => poll.page('a', [{ user_name: 'Nobody' }], null)).toThrow(/without an id/);
	});
});

describe('polls that overlap', () => {
	test('the one that ends later counts for nothing', () => {
		const watcher = new Watcher();
		watcher.begin(anna);
		const stored = watcher.state;
		const slow = new Poll(stored, watcher.settingsNow());
		const { state } = new Poll(stored, watcher.settingsNow()).finish(watcher.now);
		expect(slow.isStale(stored)).toBe(false);
		expect(slow.isStale(state)).toBe(true);
	});

	test('also in the first run', () => {
		const settings = new Watcher().settingsNow();
		const slow = new Poll({}, settings);
		const { state } = new Poll({}, settings).finish(settings.now);
		expect(slow.isStale(undefined)).toBe(false);
		expect(slow.isStale(state)).toBe(true);
	});
});
