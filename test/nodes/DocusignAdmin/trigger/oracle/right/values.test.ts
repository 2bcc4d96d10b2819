import { Docusign } from '../client';
import * as to from '../directory';
import { short, Trigger } from '../trigger';
import { BOTH, watching } from '../watching';

const { Directory, MINUTE } = to;

describe('many changes at once', () => {
	test.each([1, 15])('9,500 profiles are told once, polls %i minutes apart', async (minutes) => {
		const { directory, docusign, trigger, ofA, ofB } = await watching({ inA: 9_500 }, {}, minutes);
		for (const user of ofA) directory.edit(user, to.setProfile('a', 2));
		await trigger.poll();
		await trigger.poll();
		directory.edit(ofB[0], to.close);
		const next = [...(await trigger.poll()), ...(await trigger.poll())];
		expect(short(next)).toContain('userClosed 9501 user_status');

		await trigger.drain(2);
		const changes = trigger.told.filter(({ event }) => event === 'membershipChanged');
		expect(changes).toHaveLength(9_500);
		expect(new Set(changes.map(({ user }) => user.id)).size).toBe(9_500);
		expect(trigger.told).toHaveLength(9_501);
		for (let polls = 0; polls < 4; polls++) {
			expect(await trigger.poll()).toEqual([]);
			expect(docusign.profileReads).toBeLessThanOrEqual(20);
			expect(docusign.listReads).toBeLessThanOrEqual(9_500 / 250 + 1);
		}
	});

	test.each(BOTH)('%s: 5,000 renames not asked for hold up no closing', async (contract) => {
		const events = ['userCreated', 'userClosed'] as const;
		const world = await watching({ inA: 5_000, contract }, { events });
		const { directory, docusign, trigger, ofA, ofB } = world;
		for (const user of ofA) directory.edit(user, to.rename('Renamed'));
		directory.edit(ofB[0], to.close);
		const told = await trigger.poll();
		expect(told.map(({ event, user }) => [event, user.id])).toEqual([['userClosed', ofB[0].id]]);
		expect(docusign.profileReads).toBe(0);
		const places = docusign.asked.map(({ stream, start }) => `${stream} ${start}`);
		expect(places).toEqual([...new Set(places)]);
		const whole = 5_000 / docusign.pageSize;
		expect(places.length).toBeLessThanOrEqual(contract === 'openApi' ? whole + 1 : 2 * whole + 2);
	});
});

const shapes = BOTH.flatMap((contract) => [false, true].map((terse) => ({ contract, terse })));

test.each(shapes)('membershipChanged alone tells the whole story: %o', async (shape) => {
	const { directory, trigger, ofA } = await watching(shape, { events: ['membershipChanged'] });
	const tell = async (change: Parameters<typeof directory.edit>[1]) => {
		directory.edit(ofA[0], change);
		const told = await trigger.drain();
		return told.map(({ event, account_id: account, user }) => {
			expect(user.id).toBe(ofA[0].id);
			return `${event} ${account} ${String(user.membership_status).toLowerCase()}`;
		});
	};
	expect(await tell(to.join('b'))).toEqual(['membershipChanged b active']);
	expect(await tell(to.leave('b'))).toEqual(['membershipChanged b closed']);
	expect(await tell(to.close)).toEqual(['membershipChanged a closed']);
	expect(await tell(to.join('a'))).toEqual(['membershipChanged a active']);
	const { id } = directory.add(['b']);
	const told = await trigger.drain();
	const inShort = told.map(({ event, account_id, user }) => [event, account_id, user.id]);
	expect(inShort).toEqual([['membershipChanged', 'b', id]]);
});

test.each(shapes)(
	'other accounts to watch leave the state of the rest alone: %o',
	async (shape) => {
		const directory = new Directory(['a', 'b', 'c']);
		const [inA] = directory.addExisting(2, ['a']);
		const [inB] = directory.addExisting(2, ['b']);
		const [inC] = directory.addExisting(2, ['c']);
		const trigger = new Trigger(new Docusign(directory, shape));
		const choose = (...accounts: string[]) => (trigger.watched = trigger.chosen = accounts);
		choose('a', 'b');
		await trigger.begin();

		const renamed = (number: number) => [
			`userUpdated ${number} first_name${shape.contract === 'openApi' ? ' user_name' : ''}`,
		];
		directory.edit(inA, to.rename('Once'));
		choose('a');
		expect(short(await trigger.drain())).toEqual(renamed(1));
		directory.edit(inA, to.rename('Twice'));
		choose('a', 'b', 'c');
		expect(short(await trigger.drain())).toEqual(renamed(1));
		await trigger.drain(2);
		directory.edit(inB, to.rename('Once'));
		directory.edit(inC, to.rename('Once'));
		expect(short(await trigger.drain())).toEqual([...renamed(3), ...renamed(5)]);
	},
);

describe('clocks', () => {
	test.each(BOTH)('%s: a poll with a clock a day ahead loses nothing', async (contract) => {
		const { directory, trigger, ofA, ofB } = await watching({ contract }, {}, 60);
		trigger.ahead = 24 * 60 * MINUTE;
		expect(await trigger.poll()).toEqual([]);
		trigger.ahead = 0;
		directory.now += MINUTE;
		directory.edit(ofA[0], to.rename('Renamed'));
		directory.edit(ofB[0], to.setProfile('b', 2));
		const events = (await trigger.drain(2)).map(({ event }) => event);
		expect(events.sort()).toEqual(['membershipChanged', 'userUpdated']);
	});
});
