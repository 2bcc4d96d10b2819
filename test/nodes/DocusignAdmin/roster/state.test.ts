import fc from 'fast-check';

import { findNamed } from '../../../../nodes/DocusignAdmin/names/match';
import { indexState, openIndex } from '../../../../nodes/DocusignAdmin/roster/state';
import type { JsonObject } from '../../../../nodes/shared/http';

/** What is read bit by bit is known as if it had been read at once. */

const IDS = ['u-1', 'u-2', 'u-3', 'U-1'];
const ADDRESSES = ['ann@example.com', 'Bob@example.com', 'cat@example.com'];
const ACCOUNTS = ['a', 'b'];

const membership = fc.record(
	{
		account_id: fc.constantFrom(...ACCOUNTS),
		email: fc.constantFrom(...ADDRESSES),
		status: fc.constantFrom('active', 'closed'),
	},
	{ requiredKeys: ['account_id'] },
);
const record = fc.record(
	{
		id: fc.constantFrom(...IDS),
		email: fc.constantFrom(...ADDRESSES),
		memberships: fc.array(membership, { maxLength: 2 }),
	},
	{ requiredKeys: ['id'] },
) as unknown as fc.Arbitrary<JsonObject>;

const ids = (holders: 'unknown' | readonly JsonObject[]) =>
	holders === 'unknown' ? holders : holders.map(({ id }) => String(id).toLowerCase()).sort();

it('an index that grows knows what one of all records knows', () => {
	const parts = fc.array(fc.array(record, { maxLength: 4 }), { maxLength: 4 });
	fc.assert(
		fc.property(parts, fc.boolean(), fc.subarray(ADDRESSES), (all, isWhole, addressesRead) => {
			const known = { accountsRead: ['a'], isWhole };
			const grown = openIndex(known);
			for (const some of all) {
				grown.add(some);
				// Looking at it in between changes nothing.
				expect(grown.users.length).toBeLessThanOrEqual(IDS.length);
			}
			addressesRead.forEach((address) => grown.noteRead(address));
			const whole = indexState({ ...known, users: all.flat(), addressesRead });
			expect(grown.users).toEqual(whole.users);
			for (const address of ADDRESSES) {
				expect(ids(grown.holdersOf(address))).toEqual(ids(whole.holdersOf(address)));
			}
			for (const user of grown.users) {
				for (const id of ACCOUNTS) {
					expect(grown.membershipIn(user, id)).toEqual(whole.membershipIn(user, id));
				}
			}
		}),
	);
});

it('an address that a later record replaces means the user no more', () => {
	const index = openIndex({ accountsRead: [], isWhole: true });
	index.add([{ id: 'u-1', email: 'old@example.com' }]);
	index.add([{ id: 'u-1', email: 'new@example.com' }]);
	expect(index.holdersOf('old@example.com')).toEqual([]);
	expect(index.holdersOf('new@example.com')).toHaveLength(1);
});

it('a user name is not the address of a user, so that another may be theirs', () => {
	const index = openIndex({ accountsRead: [], isWhole: true });
	index.add([{ id: 'u-1', user_name: 'old@example.com' }]);
	expect(index.holdersOf('old@example.com')).toHaveLength(1);
	expect(index.holdersOf('new@example.com')).toBe('unknown');
	index.add([{ id: 'u-1', email: 'other@example.com' }]);
	expect(index.holdersOf('new@example.com')).toEqual([]);
});

it('a name is the same however its letters are composed, in a roster as anywhere', () => {
	const accounts = [{ id: 'a', name: 'B\u00fcro' }];
	const search = { kind: 'account', orId: true, where: 'Item 3' } as const;
	expect(findNamed(accounts, 'bu\u0308ro ', search)).toBe(accounts[0]);
	expect(findNamed(accounts, 'a ', search)).toBe(accounts[0]);
	expect(() => findNamed(accounts, 'A', { kind: 'account' })).toThrow(
		'There is no account with the name "A"',
	);
	expect(() => findNamed(accounts, 'x', search)).toThrow(
		'Item 3: there is no account with the name "x"',
	);
});
