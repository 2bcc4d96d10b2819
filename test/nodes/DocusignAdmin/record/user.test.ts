import fc from 'fast-check';
import { normalizedUser } from '../../../../nodes/DocusignAdmin/record/user';
import type { JsonObject } from '../../../../nodes/shared/http';
import { generatedUser } from './generatedUser';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'bbbbbbbb-0000-4000-8000-000000000002';

const profile = {
	id: '1',
	user_name: 'Jane Doe',
	user_status: 'active',
	default_account_id: B,
	memberships: [
		{
			account_id: A,
			account_name: 'Sales',
			email: 'jane@example.com',
			status: 'closed',
			permission_profile: { id: 7, name: 'Sender' },
			groups: [{ id: 3, name: 'Everyone', type: 'everyoneGroup' }],
		},
		{ account_id: B, account_name: 'Legal', status: 'activation_sent', is_admin: true },
	],
};

describe('the record of a user', () => {
	it('shows at the top what belongs to the account that it names', () => {
		const record = normalizedUser(profile);
		expect(record).toMatchObject({
			account_id: B,
			account_name: 'Legal',
			membership_status: 'activation_sent',
			email: 'jane@example.com',
			lifecycle: 'invited',
		});
		// Those are of the other account.
		expect(record.permission_profile).toBeUndefined();
		expect(record.groups).toBeUndefined();
		expect(record.memberships).toEqual([
			expect.objectContaining({
				account_id: A,
				permission_profile: { id: 7, name: 'Sender' },
				groups: [{ id: 3, name: 'Everyone' }],
			}),
			expect.objectContaining({ account_id: B, is_admin: true }),
		]);
	});

	it('tells nothing of an account that nobody names', () => {
		const record = normalizedUser({
			id: '1',
			membership_status: 'closed',
			permission_profile: { id: 7 },
			groups: [],
			is_membership_managed_by_scim: true,
		});
		expect(record).toEqual({ id: '1' });
	});

	it('is the same from a list of the published and of the cursor contract', () => {
		const published = {
			id: '1',
			user_status: 'active',
			account_id: A,
			membership_status: 'activation_sent',
			federated_status: 'FedAuthRequired',
		};
		const cursor = {
			id: '1',
			status: 'Active',
			account_id: A,
			membership_status: 'Activation_Sent',
			federated_status: 'Federated',
		};
		expect(normalizedUser(cursor)).toEqual(normalizedUser(published));
	});

	it('shows of a list beside the profile what the list says', () => {
		const merged = normalizedUser({ ...profile, account_id: A, membership_status: 'active' });
		expect(merged).toMatchObject({ membership_status: 'active', groups: [{ id: 3 }] });
		expect(merged.memberships).toHaveLength(2);
		expect(merged.lifecycle).toBe('active');
	});

	it.each<[string, JsonObject, string | undefined]>([
		[
			'a closed user is closed',
			{ user_status: 'closed', memberships: [{ status: 'active' }] },
			'closed',
		],
		[
			'one open account is enough',
			{ memberships: [{ status: 'closed' }, { status: 'active' }] },
			'active',
		],
		[
			'accounts of others do not count',
			{ memberships: [{ status: 'closed' }, { status: 'active', is_external_account: true }] },
			'closed',
		],
		['no memberships shown: the user’s own status', { status: 'Created' }, 'created'],
		['none that are its own: the same', { user_status: 'active', memberships: [] }, 'active'],
		[
			'a status that is not known is no stage',
			{ user_status: 'active', memberships: [{ status: 'closed' }, { status: 'odd' }] },
			'active',
		],
		['disabled', { user_status: 'active', memberships: [{ status: 'disabled' }] }, 'disabled'],
		['nothing is known', {}, undefined],
	])('%s', (_, user, lifecycle) => {
		expect(normalizedUser(user).lifecycle).toBe(lifecycle);
	});

	it('one account of many closed and shown alone does not make a user closed', () => {
		const listed = { user_status: 'active', account_id: A, membership_status: 'closed' };
		expect(normalizedUser(listed)).toMatchObject({
			lifecycle: 'active',
			membership_status: 'closed',
		});
	});

	it('never shows a membership at the top without its account, and keeps every account', () => {
		fc.assert(
			fc.property(generatedUser, (user) => {
				const record = normalizedUser(user);
				if (record.account_id === undefined) {
					for (const name of [
						'membership_status',
						'permission_profile',
						'groups',
						'account_name',
					]) {
						expect(record).not.toHaveProperty(name);
					}
				}
				const accounts = (list: unknown) =>
					((list ?? []) as JsonObject[]).map(({ account_id: id }) => String(id));
				const shown = new Set(accounts(user.memberships));
				if (user.account_id) shown.add(String(user.account_id));
				expect(new Set(accounts(record.memberships))).toEqual(shown);
				expect(Object.values(record)).not.toContain(null);
			}),
			{ numRuns: 1_000 },
		);
	});
});
