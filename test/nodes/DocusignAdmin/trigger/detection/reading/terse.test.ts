import {
	type FirstRun,
	Poll,
	type PollSettings,
} from '../../../../../../nodes/DocusignAdmin/trigger/detection';
import type { JsonObject } from '../../../../../../nodes/shared/http';
import { ANNA, item, type Person, told, Watcher } from '../support';

const anna: Person = { id: ANNA, accounts: { a: {} } };
const MINUTE = 60_000;

/** A trigger on the cursor contract, given what its lists show. */
function cursor(streams: string[], firstRun: FirstRun = 'skipExisting') {
	let state: unknown = {};
	let now = Date.UTC(2024, 5, 3, 9);
	return (
		shown: Record<string, JsonObject[]>,
		{ stored = state, refused = false, failing = '' } = {},
	) => {
		now += 15 * MINUTE;
		const settings: PollSettings = {
			scope: { contract: 'cursor', organizationId: 'org', accountIds: [] },
			streams,
			firstRun,
			overlapMinutes: 10,
			maxEventsPerPoll: 100,
			now,
		};
		const poll = new Poll(stored, settings);
		for (let read = poll.nextReads()[0]; read; read = poll.nextReads()[0]) {
			if (read.stream === failing) {
				poll.failList(read.stream);
				continue;
			}
			poll.page(read.stream, shown[read.stream] ?? [], null);
			poll.endOfList(read.stream);
		}
		if (refused) for (const id of poll.wantedProfiles()) poll.failProfile(id, now);
		const { events, state: next } = poll.finish(now);
		state = JSON.parse(JSON.stringify(next));
		return events;
	};
}

const user = (more: JsonObject = {}): JsonObject => ({
	id: ANNA,
	user_name: 'Anna',
	first_name: 'Anna',
	last_name: 'Example',
	email: 'anna@example.com',
	status: 'Active',
	membership_status: 'Active',
	permission_profile: { id: '1', name: 'Sender' },
	groups: [{ id: '7', name: 'Sales' }],
	created_on: '2020-01-01T08:00:00',
	...more,
});

describe('what an answer leaves out', () => {
	test('is not false, where it is a flag', () => {
		const watcher = new Watcher();
		const shown = { ...item(anna, 'a'), is_managed_by_scim: true };
		const see = (one: JsonObject, readings: number) => {
			watcher.now += 15 * MINUTE;
			const poll = new Poll(watcher.state, { ...watcher.settingsNow(), streams: ['a'] });
			for (let reading = 0; reading < readings; reading++) {
				poll.page('a', [one], null);
				poll.endOfList('a');
			}
			for (const id of poll.wantedProfiles()) poll.profile(id, { id }, watcher.now);
			const { events, state } = poll.finish(watcher.now);
			watcher.state = JSON.parse(JSON.stringify(state));
			return told(events);
		};
		see(shown, 2);
		expect(see(item(anna, 'a'), 1)).toEqual([]);
		expect(see({ ...shown, is_managed_by_scim: false }, 1)).toEqual([
			{
				event: 'userUpdated',
				changed_fields: ['is_managed_by_scim'],
				previous: { is_managed_by_scim: true },
			},
		]);
	});

	test('has not changed, whatever it is, and is filled in from what is known', () => {
		const poll = cursor(['a']);
		poll({ a: [user({ title: 'Engineer' })] });
		const { id, membership_status } = user();
		expect(poll({ a: [{ id, membership_status }] })).toEqual([]);
		const [event] = poll({ a: [{ id, membership_status, first_name: 'Ann' }] });
		expect(told([event])).toEqual([{ event: 'userUpdated', changed_fields: ['first_name'] }]);
		expect(event.user).toMatchObject({
			status: 'Active',
			memberships: [
				{
					account_id: 'a',
					status: 'Active',
					permission_profile: { id: '1', name: 'Sender' },
					groups: [{ id: '7', name: 'Sales' }],
				},
			],
		});
	});
});

describe('a user met in the shortest form of a list, while no other answers', () => {
	const { id, user_name, membership_status, ...rest } = user({ membership_status: 'Created' });
	const short = { id, user_name, membership_status };
	const met = () => {
		const poll = cursor(['a', '*']);
		poll({});
		expect(told(poll({ a: [short] }, { refused: true }))).toEqual([{ event: 'userCreated' }]);
		return poll;
	};

	test.each<[string, JsonObject, unknown[]]>([
		['active', { status: 'Active' }, [{ event: 'userActivated', changed_fields: ['status'] }]],
		['closed', { status: 'Closed' }, [{ event: 'userClosed', changed_fields: ['status'] }]],
		['created', { status: 'Created' }, []],
		['not', { status: undefined }, []],
	])('is told as %s once that is shown', (_, shown, expected) => {
		const poll = met();
		const { membership_status: status } = { membership_status: 'Created', ...shown };
		const there = { id, user_name, ...rest, ...shown };
		const events = poll({ a: [{ ...short, membership_status: status }], '*': [there] });
		expect(told(events)).toEqual(expected);
		expect(told(poll({ a: [short], '*': [there] }))).toEqual([]);
	});

	test('is told as active by a list that could not be read until then', () => {
		const poll = cursor(['a', '*']);
		for (let polls = 0; polls < 4; polls++) expect(poll({}, { failing: '*' })).toEqual([]);
		const created = poll({ a: [short] }, { refused: true, failing: '*' });
		expect(told(created)).toEqual([{ event: 'userCreated' }]);
		const there = { id, user_name, ...rest, status: 'Active' };
		const expected = [{ event: 'userActivated', changed_fields: ['status'] }];
		expect(told(poll({ a: [short], '*': [there] }))).toEqual(expected);
		expect(told(poll({ a: [short], '*': [there] }))).toEqual([]);
	});

	test('is not told as active where a first run tells who was there before', () => {
		const poll = cursor(['a', '*'], 'emitExisting');
		const existing = poll({ a: [short] }, { refused: true, failing: '*' });
		expect(told(existing)).toEqual([{ event: 'userCreated' }]);
		const there = { id, user_name, ...rest, status: 'Active' };
		for (let polls = 0; polls < 3; polls++) {
			expect(told(poll({ a: [short], '*': [there] }))).toEqual([]);
		}
	});

	test('has no status in its items before', () => {
		const poll = met();
		const [left] = poll({ a: [{ ...short, membership_status: 'Active' }] });
		expect(left.event).toBe('membershipChanged');
		expect(left.user).not.toHaveProperty('status');
	});

	test('has a user name that the first item showed: another one is a change', () => {
		const poll = met();
		const there = { id, ...rest, status: 'Created', user_name: 'Ann' };
		expect(told(poll({ a: [{ ...short, user_name: 'Ann' }], '*': [there] }))).toEqual([
			{ event: 'userUpdated', changed_fields: ['user_name'] },
		]);
	});
});

describe('memberships that were closed before the trigger began', () => {
	test('do not close a user whose status says otherwise', () => {
		const odd: Person = { ...anna, accounts: { a: { status: 'closed' } } };
		const watcher = new Watcher();
		watcher.begin(odd);
		for (let polls = 0; polls < 3; polls++) expect(watcher.poll(odd)).toEqual([]);
	});
});

describe('a user closed between two lists of a poll', () => {
	test('has the changed profile told when open again', () => {
		const poll = cursor(['a', 'b']);
		poll({ a: [user()], b: [user()] });
		const changed = user({ permission_profile: { id: '2', name: 'Admin' } });
		const closed = user({ status: 'Closed', membership_status: 'Closed' });
		expect(told(poll({ a: [changed], b: [closed] })).map(({ event }) => event)).toEqual([
			'userClosed',
		]);
		expect(told(poll({ a: [changed], b: [user()] }))).toMatchObject([
			{ event: 'userReactivated' },
			{ event: 'membershipChanged', changed_fields: ['permission_profile'] },
		]);
	});
});

describe('earlier groups', () => {
	test('survive storing, however often others come and go', () => {
		const poll = cursor(['a']);
		const id = (index: number) => ANNA.replace(/.{6}$/, String(100_000 + index));
		const groups = (first: number) =>
			Array.from({ length: 5 }, (_, index) => ({ id: String(first * 10_000 + index) }));
		poll({ a: [user({ groups: groups(9) })] });
		for (let round = 0; round < 30; round++) {
			const others = Array.from({ length: 40 }, (_, index) =>
				user({ id: id(index), groups: groups(100 + 40 * round + index) }),
			);
			poll({ a: [user({ groups: groups(9) }), ...others] });
		}
		const [event] = poll({ a: [user({ groups: [] })] });
		expect(event.previous?.groups).toEqual(groups(9));
	});
});

describe('membershipChanged alone', () => {
	const settings = { events: ['membershipChanged'] as const };
	const NEW = '2024-06-03T09:20:00.000';
	const closed: Person = { ...anna, status: 'closed', accounts: { a: { status: 'closed' } } };
	test.each<[string, Person[], Person, Array<[string, unknown]>]>([
		['joining', [anna], { ...anna, accounts: { a: {}, b: {} } }, [['b', null]]],
		[
			'leaving',
			[{ ...anna, accounts: { a: {}, b: {} } }],
			{ ...anna, accounts: { a: {}, b: { status: 'closed' } } },
			[['b', 'active']],
		],
		['closing of the only membership', [anna], closed, [['a', 'active']]],
		['reopening', [closed], anna, [['a', 'closed']]],
		['a new user', [], { ...anna, created_on: NEW }, [['a', null]]],
	])('tells %s', (_, before, after, expected) => {
		const watcher = new Watcher(settings);
		watcher.begin(...before);
		const events = watcher.poll(after);
		expect(
			events.map(({ account_id, previous }) => [account_id, previous?.membership_status]),
		).toEqual(expected);
	});
});
