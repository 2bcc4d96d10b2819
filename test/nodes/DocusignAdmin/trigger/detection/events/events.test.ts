import { ANNA, BORIS, type Person, told, Watcher } from '../support';

const anna: Person = { id: ANNA, accounts: { a: {} } };
const both: Person = { id: ANNA, accounts: { a: {}, b: {} } };
const NEW = '2024-06-03T09:20:00.000';

/** What a poll tells when it meets `now` where the baseline met `before`. */
function step(before: Person[], ...now: Person[]) {
	const watcher = new Watcher();
	expect(watcher.begin(...before)).toEqual([]);
	return told(watcher.poll(...now));
}

describe('events of a user', () => {
	test('userCreated, once for two accounts', () => {
		const boris = { ...both, id: BORIS, status: 'created', created_on: NEW };
		expect(step([anna], boris)).toEqual([{ event: 'userCreated' }]);
	});

	test('a new user who is active already is told as created and activated', () => {
		expect(step([], { ...anna, created_on: NEW })).toEqual([
			{ event: 'userCreated' },
			{ event: 'userActivated' },
		]);
	});

	test('a new user who is closed already is told as created and closed', () => {
		const gone = {
			...anna,
			created_on: NEW,
			status: 'closed',
			accounts: { a: { status: 'closed' } },
		};
		expect(step([], gone)).toEqual([{ event: 'userCreated' }, { event: 'userClosed' }]);
	});

	test('userActivated speaks for the membership that follows from it', () => {
		const invited = { ...anna, status: 'created', accounts: { a: { status: 'activation_sent' } } };
		expect(step([invited], anna)).toEqual([
			{
				event: 'userActivated',
				changed_fields: ['user_status'],
				previous: { user_status: 'created' },
			},
		]);
	});

	test('userUpdated names the fields; earlier values only where they are kept', () => {
		const changed = { ...anna, email: 'a@example.com', federated_status: 'FedAuthRequired' };
		const before = { ...anna, federated_status: null };
		expect(step([before], changed)).toEqual([
			{
				event: 'userUpdated',
				changed_fields: ['email', 'federated_status'],
				previous: { federated_status: null },
			},
		]);
	});

	test('userClosed, once for two accounts, and not as two memberships', () => {
		const accounts = { a: { status: 'closed' }, b: { status: 'closed' } };
		expect(step([both], { ...both, status: 'closed', accounts })).toEqual([
			{ event: 'userClosed', changed_fields: ['user_status'], previous: { user_status: 'active' } },
		]);
	});

	test('whoever is closed in all accounts is closed, whatever the status says', () => {
		const accounts = { a: { status: 'closed' } };
		expect(step([anna], { ...anna, accounts }).map(({ event }) => event)).toEqual(['userClosed']);
	});

	test('userReactivated', () => {
		const closed = { ...anna, status: 'closed', accounts: { a: { status: 'closed' } } };
		expect(step([closed], anna)).toEqual([
			{
				event: 'userReactivated',
				changed_fields: ['user_status'],
				previous: { user_status: 'closed' },
			},
		]);
	});

	test('what changed and changed back is not told', () => {
		expect(step([anna], anna)).toEqual([]);
	});
});

describe('events of a membership', () => {
	test('closed in one of two accounts is a matter of that account', () => {
		expect(step([both], { ...both, accounts: { a: {}, b: { status: 'closed' } } })).toEqual([
			{
				event: 'membershipChanged',
				account_id: 'b',
				changed_fields: ['membership_status'],
				previous: { membership_status: 'active' },
			},
		]);
	});

	test('a membership that the profile no longer shows was left', () => {
		expect(step([both], anna)).toEqual([
			{
				event: 'membershipChanged',
				account_id: 'b',
				changed_fields: ['membership_status'],
				previous: { membership_status: 'active' },
			},
		]);
	});

	test('joining has no earlier status', () => {
		expect(step([anna], both)).toEqual([
			{
				event: 'membershipChanged',
				account_id: 'b',
				changed_fields: ['membership_status'],
				previous: { membership_status: null },
			},
		]);
	});

	test('profile and groups, with what they were', () => {
		const changed = { ...anna, accounts: { a: { profile: 2, groups: [1, 2] } } };
		expect(step([anna], changed)).toEqual([
			{
				event: 'membershipChanged',
				account_id: 'a',
				changed_fields: ['permission_profile', 'groups'],
				previous: {
					permission_profile: { id: 1, name: 'Profile 1' },
					groups: [{ id: 1, name: 'Group 1' }],
				},
			},
		]);
	});

	test('the same in two accounts is told once per account', () => {
		const changed = { ...both, accounts: { a: { profile: 2 }, b: { profile: 2 } } };
		expect(step([both], changed).map(({ account_id }) => account_id)).toEqual(['a', 'b']);
	});

	test('someone created long ago and met only now has joined', () => {
		expect(step([], anna)).toEqual([
			{
				event: 'membershipChanged',
				account_id: 'a',
				changed_fields: ['membership_status'],
				previous: { membership_status: null },
			},
		]);
	});

	test('several changes at once are one event each, in order', () => {
		const changed = {
			...both,
			first_name: 'Ann',
			accounts: { a: { groups: [] }, b: { status: 'closed' } },
		};
		expect(step([both], changed).map(({ event }) => event)).toEqual([
			'userUpdated',
			'membershipChanged',
			'membershipChanged',
		]);
	});

	test('a profile never read counts as changed, once, in the account whose window shows the user', () => {
		const accounts = { a: {}, b: {} };
		const later = new Watcher({ maxBaselineProfiles: 0, streams: ['a'] });
		// Not modified lately, so only the whole list shows Anna, and no profile is read.
		expect(later.see([], {})).toEqual([]);
		expect(later.see([{ ...anna, accounts }], { profiles: false })).toEqual([]);
		expect(later.last.baseline).toBe('done');
		expect(told(later.poll({ ...anna, accounts }))).toEqual([
			{
				event: 'membershipChanged',
				account_id: 'a',
				changed_fields: ['permission_profile', 'groups'],
			},
		]);
		expect(later.last.events[0].unconfirmed_fields).toEqual(['permission_profile', 'groups']);
		expect(later.poll({ ...anna, accounts })).toEqual([]);
		const [known] = later.poll({ ...anna, accounts: { a: { profile: 2 }, b: {} } });
		expect(known.changed_fields).toEqual(['permission_profile']);
		expect(known).not.toHaveProperty('unconfirmed_fields');
	});
});

describe('what an event carries', () => {
	const watcher = new Watcher();
	watcher.begin(both);
	const changed = { ...both, first_name: 'Ann', accounts: { a: {}, b: { profile: 2 } } };
	const [updated, inB] = watcher.poll(changed);

	test('the user as of now, completed by the profile', () => {
		expect(updated.user).toMatchObject({
			id: ANNA,
			first_name: 'Ann',
			email: 'anna@example.com',
			user_status: 'active',
			memberships: [{ account_id: 'a' }, { account_id: 'b' }],
		});
	});

	test('what holds in its account', () => {
		expect(inB).toMatchObject({
			account_id: 'b',
			user: {
				membership_status: 'active',
				permission_profile: { id: 2, name: 'Profile 2' },
				groups: [{ id: 1, name: 'Group 1' }],
			},
		});
	});

	test('when it was noticed', () => {
		expect(inB.detected_on).toBe(new Date(watcher.now).toISOString());
	});

	test('the id it had before when it is told again, whatever changed since it was first seen', () => {
		const again = new Watcher();
		again.begin();
		const { state } = again;
		const created: Person = { ...anna, status: 'created', created_on: NEW };
		const ids = [created, { ...created, first_name: 'Ann' }, { ...both, created_on: NEW }].map(
			(person) => {
				again.state = state;
				return again.poll(person).find(({ event }) => event === 'userCreated')!.event_id;
			},
		);
		expect(new Set(ids).size).toBe(1);
	});

	test('an id of its own, and another one for the same change at another time', () => {
		watcher.poll(both);
		const [again] = watcher.poll(changed);
		const ids = [updated.event_id, inB.event_id, again.event_id];
		expect(new Set(ids).size).toBe(3);
		for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
	});
});
