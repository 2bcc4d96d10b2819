import * as to from '../directory';
import { short } from '../trigger';
import { inAll } from '../watching';

describe('what an answer leaves out, or says without a change', () => {
	test.each(['is_managed_by_scim', 'is_organization_admin'])(
		'published: %s left out once is no event',
		async (field) => {
			const shape = { contract: 'openApi', terse: false } as const;
			const { directory, docusign, trigger, user } = inAll(shape, 2);
			await trigger.begin();
			for (const without of [[field], []]) {
				docusign.shape.without = without;
				directory.edit(user, to.touch);
				expect(short(await trigger.drain(2))).toEqual([]);
			}
		},
	);

	test('a user shown as active whose memberships were closed all along is no event', async () => {
		const { directory, trigger, user } = inAll({ contract: 'openApi', terse: false }, 2);
		user.shownStatus = 'active';
		to.close(user, directory);
		await trigger.begin();
		for (let times = 0; times < 2; times++) {
			directory.edit(user, to.touch);
			expect(short(await trigger.drain(2))).toEqual([]);
		}
	});
});

describe('cursor: readings that contradict each other', () => {
	test.each([false, true])(
		'a profile, then a closing between two lists, terse: %p',
		async (terse) => {
			const { directory, docusign, trigger, user } = inAll({ contract: 'cursor', terse }, 2);
			await trigger.begin();
			for (const account of ['a', 'b']) directory.edit(user, to.setProfile(account, 2));
			docusign.meanwhile = ({ number }) => void (number === 1 && directory.edit(user, to.close));
			const closing = await trigger.drain();
			docusign.meanwhile = () => undefined;
			expect(closing.map(({ event }) => event)).toContain('userClosed');
			directory.edit(user, to.reopen);
			const all = [...closing, ...(await trigger.drain())];
			const profiles = all.filter(({ changed_fields: fields }) =>
				fields?.includes('permission_profile'),
			);
			expect(profiles.map(({ account_id }) => account_id).sort()).toEqual(['a', 'b']);
		},
	);

	test('groups noted last are the last to be forgotten', async () => {
		const { directory, trigger, users } = inAll({ contract: 'cursor', terse: false }, 200, ['a']);
		const many = (first: number) => Array.from({ length: 45 }, (_, index) => first + index);
		users.forEach((user, index) => directory.edit(user, to.setGroups('a', many(100_000 + index))));
		await trigger.begin();
		const some = users.slice(0, 40);
		const rounds = [300_000, 400_000, 500_000].map((from) => async () => {
			some.forEach((user, index) => directory.edit(user, to.setGroups('a', many(from + index))));
			return await trigger.drain();
		});
		await rounds[0]();
		for (const round of rounds.slice(1)) {
			const told = await round();
			expect(told).toHaveLength(40);
			expect(short(told.filter(({ previous }) => previous?.groups === undefined))).toEqual([]);
		}
	});

	test.each([false, true])('an order that changes between two pages, terse: %p', async (terse) => {
		const shape = { contract: 'cursor', terse } as const;
		const { directory, docusign, trigger, users } = inAll(shape, 20, ['a', 'b'], 3);
		const changed = new Set<string>();
		docusign.meanwhile = ({ stream = '', start }) => {
			if (start !== 3 || changed.has(stream)) return;
			changed.add(stream);
			docusign.salt += 0x9e37;
		};
		await trigger.begin();
		for (const user of users) directory.edit(user, to.touch);
		expect(short(await trigger.drain(3))).toEqual([]);
	});
});
