import fc from 'fast-check';

import { itemFailures } from '../../../../../nodes/DocusignAdmin/api/errors/itemFailures';

const details = { error: 'cannot_close_last_active_admin', error_description: 'Last one' };
const found = { error: details.error, description: 'Last one' };

describe('itemFailures', () => {
	it.each<[string, unknown]>([
		['an update', { success: true, users: [{ id: 'u', error_details: null }] }],
		['a close', { success: true, accounts: [{ id: 'a', error_details: {} }] }],
		['a list', { users: [{ id: 'u', user_status: 'closed' }], paging: {} }],
		['groups', { is_success: true, TotalCount: 1, users: [{ user_id: 'u' }] }],
		['removed products', { is_success: true, user_product_results: { p: 'Deleted' } }],
		['closed users', { closed_users: [{ user_email: 'a@example.com', status: 'Closed' }] }],
		['an export', { id: 'e', status: 'completed', percent_completed: 100, results: [{ id: 'r' }] }],
		['exports, one of which failed', { exports: [{ id: 'e', status: 'failed' }] }],
		['an import', { id: 'i', error_count: 0, user_level_error_rollups: [] }],
		['a redaction', { user_id: 'u', status: 'success', membership_results: [] }],
		['an empty answer', ''],
		['nothing', undefined],
	])('finds none in %s that went well', (_, body) => {
		expect(itemFailures(body)).toEqual([]);
	});

	it.each<[string, unknown, unknown]>([
		[
			'one of two updated users',
			{ success: true, users: [{ id: 'u1' }, { id: 'u2', error_details: details }] },
			[{ id: 'u2', ...found }],
		],
		[
			'a closed membership',
			{ success: false, accounts: [{ id: 'a', error_details: details }] },
			[{ id: 'a', ...found }],
		],
		[
			'a reset identity',
			{ success: false, identities: [{ provider_id: 'p', error_details: details }] },
			[{ id: 'p', ...found }],
		],
		[
			'an added group member',
			{ is_success: false, users: [{ user_id: 'u', error_details: details }] },
			[{ id: 'u', ...found }],
		],
		[
			'a member of a new group',
			{
				group: {},
				group_users: { is_success: false, users: [{ user_id: 'u', error_details: details }] },
			},
			[{ id: 'u', ...found }],
		],
		[
			'a removed group member',
			{ is_success: false, failed_users: [{ user_id: 'u', status: 'not a member' }] },
			[{ id: 'u', error: '', description: 'not a member' }],
		],
		[
			'a removed product',
			{ is_success: false, user_product_results: { p1: 'deleted', p2: 'Product not found' } },
			[{ id: 'p2', error: '', description: 'Product not found' }],
		],
		[
			"a product's profiles",
			{ product_permission_profiles: [{ product_id: 'p', error_message: 'Not available' }] },
			[{ id: 'p', error: '', description: 'Not available' }],
		],
		[
			'a closed user',
			{ closed_users: [{ user_email: 'a@example.com', status: 'Active' }] },
			[{ id: 'a@example.com', error: '', description: 'Active' }],
		],
		[
			'a site of an export',
			{
				id: 'e',
				status: 'completed',
				percent_completed: 100,
				results: [{ id: 'r', error_details: details }],
			},
			[{ id: 'r', ...found }],
		],
		[
			'an import',
			{
				id: 'i',
				error_count: 2,
				user_level_error_rollups: [{ error_type: 'invalid_group', count: 2 }],
			},
			[{ error: 'invalid_group', description: '2 rows of the file' }],
		],
		[
			'an import without rollups',
			{ id: 'i', error_count: 2 },
			[{ id: 'i', error: '', description: '2 rows of the file failed' }],
		],
		[
			'a redacted membership',
			{
				user_id: 'u',
				status: 'success',
				membership_results: [{ account_id: 'a', status: 'failure' }],
			},
			[{ id: 'a', error: '', description: 'The data of this membership was not redacted' }],
		],
		[
			'a Connect configuration',
			{ configurations: [], errorDetail: { errorMessage: 'No', referenceId: 'r' } },
			[{ error: '', description: 'No' }],
		],
	])('finds the failure of %s', (_, body, expected) => {
		expect(itemFailures(body)).toEqual(expected);
	});

	it.each<[string, unknown]>([
		['success: false', { success: false, users: [{ id: 'u' }] }],
		['is_success: false', { is_success: false }],
		['a failed export', { status: 'failed', percent_completed: 10 }],
		['a failed import', { status: 'failed', processed_user_count: 0 }],
		['a failed redaction', { user_id: 'u', status: 'failure' }],
		['a failed redaction, in large letters', { user_id: 'u', status: 'Failure' }],
	])('finds the failure of %s that gives no reason', (_, body) => {
		expect(itemFailures(body)).toMatchObject([
			{ error: '', description: 'Docusign gave no reason' },
		]);
	});

	it('can be asked about anything', () => {
		fc.assert(
			fc.property(fc.anything(), (body) => {
				for (const { error, description } of itemFailures(body)) {
					expect(typeof error).toBe('string');
					expect(typeof description).toBe('string');
				}
			}),
		);
	});
});
