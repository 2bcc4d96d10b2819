import type { JsonObject } from '../../../../../../nodes/shared/http';
import * as to from '../directory';
import { short } from '../trigger';
import { inAll } from '../watching';

const asStored = (value: unknown) => JSON.parse(JSON.stringify(value)) as JsonObject[];

const membershipsIn = ({ memberships }: JsonObject) =>
	asStored(memberships).sort((a, b) => String(a.account_id).localeCompare(String(b.account_id)));

describe('cursor: account lists without names', () => {
	const shape = { contract: 'cursor', terse: true } as const;

	test('a new name comes with the memberships as they are known', async () => {
		const { directory, trigger, user } = inAll(shape, 2);
		directory.edit(user, to.setProfile('b', 7));
		directory.edit(user, to.setGroups('b', [4, 5]));
		await trigger.begin();
		directory.edit(user, to.rename('Renamed'));
		const [event, ...more] = await trigger.poll();
		expect(more).toEqual([]);
		expect(event).toMatchObject({ event: 'userUpdated', changed_fields: ['first_name'] });
		const groups = (...ids: string[]) => ids.map((id) => expect.objectContaining({ id }) as object);
		const membership = (account_id: string, profile: string, ...ids: string[]) => ({
			account_id,
			status: 'Active',
			permission_profile: expect.objectContaining({ id: profile }) as object,
			groups: groups(...ids),
		});
		expect(membershipsIn(event.user)).toEqual([
			membership('a', '1', '1'),
			membership('b', '7', '4', '5'),
		]);
	});

	test('what is not known of memberships is left out', async () => {
		const without = ['permission_profile', 'groups'];
		const { directory, trigger, user } = inAll({ ...shape, without }, 2);
		await trigger.begin();
		directory.edit(user, to.rename('Renamed'));
		const [event] = await trigger.poll();
		const statuses = ['a', 'b'].map((account_id) => ({ account_id, status: 'Active' }));
		expect(membershipsIn(event.user)).toEqual(statuses);
		expect(asStored([event.user])[0]).not.toHaveProperty('groups');
	});

	test('a user in none of the watched accounts has no list of memberships', async () => {
		const { directory, trigger, user } = inAll(shape, 2, ['a']);
		directory.edit(user, ({ memberships }) => {
			memberships.set('elsewhere', memberships.get('a')!);
			memberships.delete('a');
		});
		await trigger.begin();
		directory.edit(user, to.rename('Renamed'));
		const [event] = await trigger.poll();
		expect(event).toMatchObject({ event: 'userUpdated', changed_fields: ['first_name'] });
		expect(asStored([event.user])[0]).not.toHaveProperty('memberships');
	});
});

describe('cursor: title and company', () => {
	const lists = ['accounts', 'organization', 'both'] as const;
	const worlds = lists.flatMap((titles) => [false, true].map((terse) => ({ titles, terse })));

	test.each(worlds)('are told once of a user: %o', async (world) => {
		const { directory, trigger, user } = inAll({ contract: 'cursor', ...world }, 3);
		await trigger.begin();
		directory.edit(user, to.setTitle('Director'));
		const [event, ...more] = await trigger.drain();
		expect(more).toEqual([]);
		expect(event).toMatchObject({ event: 'userUpdated', changed_fields: ['title'] });
		expect(event.user).toMatchObject({ id: user.id, title: 'Director' });
		directory.edit(user, to.setCompany('Another'));
		expect(short(await trigger.drain())).toEqual(['userUpdated 1 company']);
	});

	test('800 changed titles of users in two accounts are 800 events', async () => {
		const shape = { contract: 'cursor', terse: false, titles: 'both' } as const;
		const { directory, trigger, users } = inAll(shape, 800);
		await trigger.begin();
		users.forEach((user, index) => directory.edit(user, to.setTitle(`Title ${index}`)));
		const expected = users.map((_, index) => `userUpdated ${index + 1} title`);
		expect(short(await trigger.drain())).toEqual(expected.sort());
	});
});
