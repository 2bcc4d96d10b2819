import { randomUUID } from 'node:crypto';
import { Poll, type PollSettings } from '../../../../../../nodes/DocusignAdmin/trigger/detection';
import type { JsonObject } from '../../../../../../nodes/shared/http';

const USERS = 100_000;
const PAGE = 250;
const MEGABYTE = 1_000_000;
const MINUTE = 60_000;

interface Shape {
	accounts: number;
	/** Permission profiles of each account, as they belong to one. */
	profiles: number;
	groups: number;
	groupsEach: number;
}

const PLAIN: Shape = { accounts: 5, profiles: 8, groups: 900, groupsEach: 3 };
const VARIED: Shape = { accounts: 101, profiles: 8, groups: 12_000, groupsEach: 10 };

interface User {
	index: number;
	id: string;
	memberships: Array<{ account: string; permission_profile: JsonObject; groups: JsonObject[] }>;
}

const named = (kind: string, id: number) => ({ id, name: `${kind} ${id}` });

/** Everybody is in an account, and every fifth in the last one too. */
function organization({ accounts, profiles, groups, groupsEach }: Shape) {
	const ids = Array.from({ length: accounts }, () => randomUUID());
	const users = Array.from({ length: USERS }, (_, index): User => {
		const joined = [index % (accounts - 1), ...(index % 5 === 0 ? [accounts - 1] : [])];
		const memberships = joined.map((number) => ({
			account: ids[number],
			permission_profile: named('Profile', 1000 + number * profiles + (index % profiles)),
			groups: Array.from({ length: groupsEach }, (_each, step) =>
				named('Group', 5_000_000 + ((index * (step * 7 + 1)) % groups)),
			),
		}));
		return { index, id: randomUUID(), memberships };
	});
	return { accounts: ids, users };
}

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

const onCursor = (user: User, stream: string): JsonObject => ({
	...shown(user),
	...user.memberships.find(({ account }) => account === stream),
	status: 'Active',
	title: `Title ${user.index}`,
	company: 'Example Company',
});

const profile = (user: User): JsonObject => ({
	...published(user),
	default_account_id: user.memberships[0].account,
	language_culture: 'en',
	federated_status: 'FedAuthRequired',
	is_organization_admin: false,
	memberships: user.memberships.map(({ account, ...access }) => ({
		account_id: account,
		status: 'active',
		...access,
	})),
});

function* inPages<T>(all: T[]): Generator<T[]> {
	for (let start = 0; start < all.length; start += PAGE) yield all.slice(start, start + PAGE);
}

const bytes = (state: unknown) => Buffer.byteLength(JSON.stringify(state));

describe.each([
	['of one kind', PLAIN],
	['of a hundred accounts, with ten groups each', VARIED],
])('100,000 users with 1.2 memberships each, %s', (_, shape) => {
	const now = Date.UTC(2024, 5, 3, 9);
	const { accounts, users } = organization(shape);

	const settings = (contract: 'openApi' | 'cursor'): PollSettings => ({
		scope: { contract, organizationId: randomUUID(), accountIds: [] },
		streams: accounts,
		firstRun: 'skipExisting',
		overlapMinutes: 10,
		maxEventsPerPoll: 500,
		maxBaselineProfiles: 2 * USERS,
		now,
	});

	function takeBaseline(poll: Poll, item: (user: User, stream: string) => JsonObject): void {
		const members = new Map<string, User[]>(accounts.map((account) => [account, []]));
		for (const user of users) {
			for (const { account } of user.memberships) members.get(account)!.push(user);
		}
		for (let read = poll.nextReads()[0]; read; read = poll.nextReads()[0]) {
			const { stream, since } = read;
			for (const page of inPages(since === undefined ? members.get(stream)! : [])) {
				const items = page.map((user) => item(user, stream));
				poll.page(stream, items, null);
			}
			poll.endOfList(stream);
		}
	}

	test('are under 4 MB after a published baseline', () => {
		const poll = new Poll({}, { ...settings('openApi'), maxBaselineProfiles: 0 });
		takeBaseline(poll, published);
		const { state, baseline } = poll.finish(now);
		expect(baseline).toBe('done');
		expect(state.users).toBe(USERS);
		expect(bytes(state)).toBeLessThan(4 * MEGABYTE);
	});

	test('are under 5 MB when every profile was read; a quiet poll changes nothing', () => {
		const openApi = settings('openApi');
		const poll = new Poll({}, openApi);
		takeBaseline(poll, published);
		for (const user of users) poll.profile(user.id, profile(user), now);
		const { state } = poll.finish(now);
		expect(state).toMatchObject({ users: USERS, profiles: USERS });
		expect(bytes(state)).toBeLessThan(5 * MEGABYTE);

		const stored: unknown = JSON.parse(JSON.stringify(state));
		const next = new Poll(stored, { ...openApi, now: now + MINUTE });
		for (const stream of accounts) next.endOfList(stream);
		const outcome = next.finish(now + MINUTE);
		expect(outcome.caughtUp).toBe(true);
		expect(outcome.state.records).toEqual(state.records);
	});

	test('are under 5 MB on the cursor contract, with title and company of everybody', () => {
		const poll = new Poll({}, settings('cursor'));
		takeBaseline(poll, onCursor);
		const { state } = poll.finish(now);
		expect(state.users).toBe(USERS);
		expect(bytes(state)).toBeLessThan(5 * MEGABYTE);
	});
});
