import type { ContractName } from '../../../../../../nodes/DocusignAdmin/api/contract';
import * as to from '../directory';
import { failure } from '../failure';
import { short } from '../trigger';
import { BOTH, watching } from '../watching';

describe('what fails for ever', () => {
	test.each([400, 403, 500])("one user's profile with %i", async (status) => {
		const { directory, docusign, trigger, ofA, ofB } = await watching({});
		const broken = [ofA[0].id];
		docusign.fails = ({ userId }) => (broken.includes(userId!) ? failure(status) : undefined);
		const met = directory.add(['a']);
		broken.push(met.id);
		for (const user of [ofA[0], ofA[1], ofB[0]]) directory.edit(user, to.rename('Renamed'));
		directory.edit(ofB[1], to.setProfile('b', 2));
		const told = await trigger.poll();
		expect(short(told)).toEqual([
			'membershipChanged 5 in b permission_profile',
			'userActivated 7',
			'userCreated 7',
			...[1, 2, 4].map((user) => `userUpdated ${user} first_name user_name`),
		]);
		const item = told.find(({ user }) => user.id === ofA[0].id)!.user;
		expect(item).toMatchObject({ first_name: 'Renamed', email: ofA[0].email });
		expect(short(await trigger.drain(4))).toEqual([]);
	});

	test.each([400, 403, 500])(
		'but a profile with %i for a while is read afterwards',
		async (status) => {
			const { directory, docusign, trigger, ofA } = await watching({});
			docusign.fails = ({ userId }) => (userId === undefined ? undefined : failure(status));
			directory.edit(ofA[0], to.setProfile('a', 2));
			for (let polls = 0; polls < 4; polls++) expect(short(await trigger.poll())).toEqual([]);
			docusign.fails = () => undefined;
			const change = 'membershipChanged 1 in a permission_profile';
			expect(short(await trigger.drain(3))).toEqual([change]);
		},
	);

	const lists = BOTH.flatMap((contract) => [400, 403, 500].map((status) => [contract, status]));
	test.each(lists as Array<[ContractName, number]>)(
		"%s: one account's list with %i",
		async (contract, status) => {
			const { directory, docusign, trigger, ofB } = await watching({ contract });
			docusign.fails = ({ stream }) => (stream === 'a' ? failure(status) : undefined);
			directory.edit(ofB[0], to.changeEmail('new@example.com'));
			directory.edit(ofB[1], to.setProfile('b', 2));
			const told = await trigger.poll();
			expect(short(told)).toHaveLength(2);
			expect(short(told)[0]).toBe('membershipChanged 5 in b permission_profile');
			expect(short(told)[1]).toMatch(/^userUpdated 4 email/);
			expect(short(await trigger.drain(3))).toEqual([]);
		},
	);

	test.each(BOTH)('%s: a record without an id', async (contract) => {
		const { directory, docusign, trigger, ofA, ofB } = await watching({ contract });
		docusign.strangers = { a: [{ user_name: 'Nobody', membership_status: 'active' }] };
		for (const user of [ofA[0], ofB[0]]) directory.edit(user, to.rename('Renamed'));
		const told = await trigger.poll();
		expect(told.map(({ event }) => event)).toEqual(['userUpdated', 'userUpdated']);
		expect(short(await trigger.drain(3))).toEqual([]);
	});

	test.each(BOTH)('%s: everything, and only then the poll fails', async (contract) => {
		const { directory, docusign, trigger, ofA } = await watching({ contract });
		directory.edit(ofA[0], to.rename('Renamed'));
		docusign.fails = () => failure(500);
		await expect(trigger.poll()).rejects.toThrow('Docusign answered 500');
		docusign.fails = () => undefined;
		expect(await trigger.poll()).toHaveLength(1);
	});
});
