import { randomUUID } from 'node:crypto';
import { Poll, type PollSettings } from '../../../nodes/DocusignAdminTrigger/detection';
import type { JsonObject } from '../../../nodes/shared/http';

const USERS = 100_000;
const PAGE = 250;
const MEGABYTE = 1_000_000;
const ACCOUNTS: string[] = Array.from({ length: 5 }, () => randomUUID());
const MINUTE = 60_000;

const users = Array.from({ length: USERS }, (_, index) => ({
	index,
	id: randomUUID(),
	accounts: index % 5 === 0 ? [ACCOUNTS[index % 4], ACCOUNTS[4]] : [ACCOUNTS[index % 4]],
}));
type User = (typeof users)[number];

const named = (kind: string, id: number) => ({ id, name: `${kind} ${id}` });

const access = ({ index }: User) => ({
	permission_profile: named('Profile', 1000 + (index % 40)),
	groups: [1, 2, 3].map((step) => named('Group', 5000 + ((index * step) % 900))),
});

const shown = (user: User): JsonObject => ({
	id: user.id,
	user_name: `User ${user.index}`,
	first_name: 'User',
	last_name: `Number ${user.index}`,
	email: `user${user.index}@example.com`,
	membership_status: 'active',
	created_on: '2020-01-01T08:00:00.000',
});

const published = (user: User): JsonObject => ({
	...shown(user),
	user_status: 'active',
	is_managed_by_scim: user.index % 2 === 0,
});

const onCursor = (user: User): JsonObject => ({
	...shown(user),
	...access(user),
	status: 'Active',
	title: `Title ${user.index}`,
	company: 'Example Company',
});

const profile = (user: User): JsonObject => ({
	...published(user),
	default_account_id: user.accounts[0],
	language_culture: 'en',
	federated_status: 'FedAuthRequired',
	is_organization_admin: false,
	memberships: user.accounts.map((account) => ({
		account_id: account,
		status: 'active',
		...access(user),
	})),
});

function settings(contract: 'openApi' | 'cursor', now: number): PollSettings {
	return {
		scope: { contract, organizationId: randomUUID(), accountIds: [] },
		streams: ACCOUNTS,
		firstRun: 'skipExisting',
		overlapMinutes: 10,
		maxEventsPerPoll: 500,
		maxBaselineProfiles: 2 * USERS,
		now,
	};
}

function* inPages<T>(all: T[]): Generator<T[]> {
	for (let start = 0; start < all.length; start += PAGE) yield all.slice(start, start + PAGE);
}

function takeBaseline(poll: Poll, item: (user: User) => JsonObject): void {
	for (let read = poll.nextRead(); read; read = poll.nextRead()) {
		const { stream, since } = read;
		const members =
			since === undefined ? users.filter((each) => each.accounts.includes(stream)) : [];
		for (const page of inPages(members)) poll.page(stream, page.map(item), null);
		poll.endOfList(stream);
	}
}

const bytes = (state: unknown) => Buffer.byteLength(JSON.stringify(state));

describe('100,000 users with 1.2 memberships each', () => {
	const now = Date.UTC(2024, 5, 3, 9);
	const openApi = settings('openApi', now);

	test('are under 4 MB after a published baseline', () => {
		const poll = new Poll({}, { ...openApi, maxBaselineProfiles: 0 });
		takeBaseline(poll, published);
		const { state, baseline } = poll.finish(now);
		expect(baseline).toBe('done');
		expect(state.users).toBe(USERS);
		expect(bytes(state)).toBeLessThan(4 * MEGABYTE);
	});

	test('are under 5 MB when every profile was read, and a quiet poll changes nothing', () => {
		const poll = new Poll({}, openApi);
		takeBaseline(poll, published);
		for (const user of users) poll.profile(user.id, profile(user), now);
		const { state } = poll.finish(now);
		expect(state).toMatchObject({ users: USERS, profiles: USERS });
		expect(bytes(state)).toBeLessThan(5 * MEGABYTE);

		const stored: unknown = JSON.parse(JSON.stringify(state));
		const next = new Poll(stored, { ...openApi, now: now + MINUTE });
		for (const stream of ACCOUNTS) next.endOfList(stream);
		const outcome = next.finish(now + MINUTE);
		expect(outcome.caughtUp).toBe(true);
		expect(outcome.state.records).toEqual(state.records);
	});

	test('are under 5 MB on the cursor contract, with title and company of everybody', () => {
		const poll = new Poll({}, settings('cursor', now));
		takeBaseline(poll, onCursor);
		const { state } = poll.finish(now);
		expect(state.users).toBe(USERS);
		expect(bytes(state)).toBeLessThan(5 * MEGABYTE);
	});
});
