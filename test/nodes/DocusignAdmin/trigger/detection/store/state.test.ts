import { Poll, type StoredState } from '../../../../../../nodes/DocusignAdmin/trigger/detection';
import { ANNA, BORIS, item, type Person, Watcher } from '../support';

const anna: Person = { id: ANNA, accounts: { a: {} } };
const renamed: Person = { ...anna, first_name: 'Ann' };

function begun(): Watcher {
	const watcher = new Watcher();
	watcher.begin(anna);
	return watcher;
}

/** The same object with its keys in another order, as a database may give it back. */
const shuffled = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.fromEntries(
				Object.entries(value)
					.reverse()
					.map(([key, inner]) => [key, shuffled(inner)]),
			)
		: value;

function freeze(value: unknown): unknown {
	if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
	return Object.freeze(value);
}

describe('the stored state', () => {
	test('is continued after a trip through JSON with its keys in any order', () => {
		const watcher = begun();
		watcher.state = shuffled(watcher.state);
		expect(watcher.poll(renamed)).toHaveLength(1);
		expect(watcher.last.beginning).toEqual({ kind: 'continued' });
	});

	test('is not written to', () => {
		const watcher = begun();
		const before = freeze(watcher.state);
		const copy = JSON.stringify(before);
		watcher.poll(renamed, { id: BORIS, accounts: { b: {} } });
		expect(JSON.stringify(before)).toBe(copy);
	});

	test('gives the same events and the same next state each time', () => {
		const watcher = begun();
		const run = () => {
			const poll = new Poll(watcher.state, watcher.settingsNow());
			poll.page('a', [item(renamed, 'a')], null);
			poll.endOfList('a');
			return [poll.beginning, poll.wantedProfiles(), poll.finish(watcher.now)];
		};
		expect(run()).toEqual(run());
	});

	test('holds no name and no address of anybody', () => {
		expect(JSON.stringify(begun().state)).not.toMatch(/Anna|Example|anna@example/);
	});

	test('that is not there is a first run', () => {
		for (const nothing of [undefined, null, {}]) {
			expect(new Poll(nothing, begun().settingsNow()).beginning).toMatchObject({
				kind: 'fresh',
				reason: 'firstRun',
			});
		}
	});

	test.each<[string, (state: StoredState) => unknown]>([
		['a shard cut short', (state) => ({ ...state, records: shorter(state.records) })],
		['a lost shard', (state) => ({ ...state, records: {} })],
		[
			'a changed cursor',
			(state) => ({ ...state, streams: { a: { cursor: 1 }, b: { cursor: 1 } } }),
		],
		['a lost table', (state) => ({ ...state, strings: undefined })],
		['a lost word', (state) => ({ ...state, strings: { ...state.strings, words: [] } })],
		['something else altogether', () => ({ lastPoll: 'yesterday' })],
		['a text', () => 'state'],
	])('that is damaged (%s) leads to a fresh baseline, with a word about it', (_, damage) => {
		const watcher = begun();
		watcher.state = damage(watcher.state as StoredState);
		expect(watcher.begin(renamed)).toEqual([]);
		expect(watcher.last.beginning).toMatchObject({
			kind: 'fresh',
			reason: 'corrupt',
			message: expect.stringMatching(/damaged.*fresh baseline/),
		});
		expect(watcher.last.worthStoring).toBe(true);
		expect(watcher.poll(anna)).toHaveLength(1);
	});

	test('of another version leads to a fresh baseline', () => {
		const watcher = begun();
		watcher.state = { ...(watcher.state as StoredState), version: 0 };
		expect(watcher.begin(renamed)).toEqual([]);
		expect(watcher.last.beginning).toMatchObject({
			reason: 'version',
			message: expect.stringMatching(/another version/),
		});
	});

	test.each<[string, Partial<ReturnType<Watcher['settingsNow']>['scope']>]>([
		['organization', { organizationId: 'other' }],
		['contract', { contract: 'cursor' }],
		['server', { baseUrl: 'https://api.example.com/Management' }],
	])('of another %s leads to a fresh baseline', (_, change) => {
		const { state } = begun();
		const settings = begun().settingsNow();
		const poll = new Poll(state, { ...settings, scope: { ...settings.scope, ...change } });
		expect(poll.beginning).toMatchObject({ kind: 'fresh', reason: 'scopeChanged' });
	});

	test('is continued with other events and options, and other accounts', () => {
		const accountIds = ['a', 'b'];
		const scope = { contract: 'openApi', organizationId: 'org' } as const;
		const watcher = new Watcher({ scope: { ...scope, accountIds } });
		watcher.begin(anna);
		const poll = new Poll(watcher.state, {
			...watcher.settingsNow(),
			scope: { ...scope, accountIds: ['b', 'c'] },
			events: ['userClosed'],
			firstRun: 'emitExisting',
			overlapMinutes: 60,
			maxEventsPerPoll: 1,
		});
		expect(poll.beginning).toEqual({ kind: 'continued' });
	});
});

const shorter = (records: Record<string, string>) =>
	Object.fromEntries(Object.entries(records).map(([shard, packed]) => [shard, packed.slice(4)]));
