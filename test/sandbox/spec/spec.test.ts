import {
	cursorOperations,
	publishedOperations,
	validateCursorRequest,
	validateRequest,
	validateResponse,
} from '../../../sandbox/spec';

const org = '0a000000-0000-4000-8000-000000000001';
const account = '0b000000-0000-4000-8000-000000000001';
const user = '0c000000-0000-4000-8000-000000000001';
const users = `/v2/organizations/${org}/users`;

describe('requests on the published contract', () => {
	const legal: Array<[string, Parameters<typeof validateRequest>[0]]> = [
		[
			'a list of an account',
			{ method: 'GET', path: users, query: { account_id: account, take: 250 } },
		],
		[
			'the largest page by its end',
			{ method: 'GET', path: users, query: { account_id: account, start: 10, end: 259 } },
		],
		[
			'an end that is ignored beside take',
			{ method: 'GET', path: users, query: { account_id: account, take: 5, end: 9999 } },
		],
		[
			'every filter',
			{
				method: 'GET',
				path: users,
				query: {
					account_id: account,
					status: 'created',
					membership_status: 'activation_sent',
					email_user_name_like: 'Active',
				},
			},
		],
		['a query in the path', { method: 'GET', path: `${users}?email=a%40example.com` }],
		[
			'a whole URL in another case',
			{ method: 'get', path: `https://api.docusign.net/management${users}?account_id=${account}` },
		],
		[
			'a creation',
			{
				method: 'POST',
				path: users,
				body: {
					email: 'a@example.com',
					accounts: [{ id: account, permission_profile: { id: 1 }, groups: [{ id: 2 }] }],
				},
			},
		],
		[
			'closing, a DELETE with a body',
			{
				method: 'DELETE',
				path: `${users}/${user}/accounts`,
				body: { accounts: [{ id: account }] },
			},
		],
		[
			'the empty body of the SDK',
			{ method: 'DELETE', path: `/v2/organizations/${org}/exports/user_list/${user}`, body: {} },
		],
		[
			'a CSV',
			{ method: 'POST', path: `/v2/organizations/${org}/imports/bulk_users/add`, body: 'a,b' },
		],
	];

	it.each(legal)('lets pass: %s', (_name, request) => {
		expect(validateRequest(request)).toEqual([]);
	});

	const illegal: Array<[string, Parameters<typeof validateRequest>[0], RegExp]> = [
		['an unknown path', { method: 'GET', path: '/v2/nothing' }, /not an operation/],
		[
			'the other contract',
			{ method: 'PUT', path: `${users}/${user}`, body: {} },
			/not an operation/,
		],
		[
			'an id that is none',
			{
				method: 'GET',
				path: '/v2.1/organizations/undefined/users/dsprofile',
				query: { email: 'a' },
			},
			/organizationId is not a GUID/,
		],
		[
			'an empty id',
			{ method: 'GET', path: '/v2/organizations//users', query: { account_id: account } },
			/organizationId is empty/,
		],
		['a list of nothing', { method: 'GET', path: users }, /one of account_id/],
		[
			'an unknown parameter',
			{ method: 'GET', path: users, query: { account_id: account, count: 100 } },
			/unknown parameter "count"/,
		],
		[
			'a repeated parameter',
			{ method: 'GET', path: `${users}?account_id=${account}&account_id=${account}` },
			/more than once/,
		],
		[
			'text for a number',
			{ method: 'GET', path: users, query: { account_id: account, start: 'x' } },
			/"start" is not a whole number/,
		],
		[
			'a negative start',
			{ method: 'GET', path: users, query: { account_id: account, start: -1 } },
			/start is negative/,
		],
		[
			'a page too large',
			{ method: 'GET', path: users, query: { account_id: account, take: 251 } },
			/take is not between/,
		],
		[
			'a page too large by its end',
			{ method: 'GET', path: users, query: { account_id: account, start: 10, end: 260 } },
			/end is not between/,
		],
		[
			'an end before the start',
			{ method: 'GET', path: users, query: { account_id: account, start: 10, end: 9 } },
			/end is not between/,
		],
		[
			'a negative end, also where it is ignored',
			{ method: 'GET', path: users, query: { account_id: account, take: 5, end: -1 } },
			/end is negative/,
		],
		[
			'a page of groups too large by its end',
			{
				method: 'GET',
				path: `/v2/organizations/${org}/accounts/${account}/groups`,
				query: { end: 250 },
			},
			/end is not between/,
		],
		[
			"the other contract's spelling of a status",
			{ method: 'GET', path: users, query: { account_id: account, status: 'Active' } },
			/status is none of active, created, closed/,
		],
		[
			'a status of memberships for one of users',
			{ method: 'GET', path: users, query: { account_id: account, status: 'activation_sent' } },
			/status is none of active, created, closed/,
		],
		[
			'a membership status that does not exist',
			{ method: 'GET', path: users, query: { account_id: account, membership_status: 'created' } },
			/membership_status is none of activation_required, activation_sent/,
		],
		[
			'a change filter without a list',
			{ method: 'GET', path: users, query: { email: 'a', last_modified_since: '2024-01-01' } },
			/last_modified_since needs/,
		],
		[
			'a change filter that is no date',
			{ method: 'GET', path: users, query: { account_id: account, last_modified_since: 'soon' } },
			/not a date/,
		],
		[
			'text for a flag',
			{ method: 'GET', path: users, query: { account_id: account, include_license: 'yes' } },
			/neither true nor false/,
		],
		['a missing body', { method: 'POST', path: users }, /body: must be object/],
		[
			'a missing field',
			{ method: 'POST', path: users, body: { email: 'a@example.com' } },
			/accounts/,
		],
		[
			'an unknown field',
			{ method: 'POST', path: users, body: { email: 'a', accounts: [], status: 'x' } },
			/unknown field "status"/,
		],
		[
			'an unknown field further in',
			{ method: 'POST', path: users, body: { email: 'a', accounts: [{ account_id: account }] } },
			/body\/accounts\/0: unknown field "account_id"/,
		],
		[
			'text for an id that is a number',
			{
				method: 'POST',
				path: users,
				body: { email: 'a', accounts: [{ id: account, permission_profile: { id: '1' } }] },
			},
			/permission_profile\/id: must be integer/,
		],
		[
			'a null',
			{
				method: 'POST',
				path: users,
				body: { email: 'a', first_name: null, accounts: [{ id: account }] },
			},
			/first_name: must be string/,
		],
		[
			'a body where none belongs',
			{ method: 'POST', path: `/v2/organizations/${org}/connect/secret`, body: { a: 1 } },
			/takes none/,
		],
	];

	it.each(illegal)('finds: %s', (_name, request, problem) => {
		expect(validateRequest(request).join('\n')).toMatch(problem);
	});

	it('knows every operation and type of the description', () => {
		expect(publishedOperations).toHaveLength(74);
		for (const { id, responseSchema } of publishedOperations) {
			// An empty object has none of the required fields, but must not meet an unknown type.
			if (responseSchema) expect(() => validateResponse(id, {})).not.toThrow();
		}
	});
});

describe('answers on the published contract', () => {
	it('finds unknown fields and wrong types at any depth', () => {
		const item = { id: user, user_name: 'A', created_on: '2019-04-01T22:11:56.457' };
		expect(validateResponse('getUsers', { users: [item] })).toEqual([]);
		expect(validateResponse('getUsers', { users: [{ ...item, site_id: 1 }] })).toEqual([
			'body/users/0: unknown field "site_id"',
		]);
		expect(validateResponse('getUsers', { users: [{ ...item, created_on: 'now' }] })).toHaveLength(
			1,
		);
		expect(validateResponse('deleteDSGroup', undefined)).toEqual([]);
	});
});

describe('requests on the cursor contract', () => {
	it('lets every operation pass in its simplest form', () => {
		const bodies: Record<string, unknown> = {
			createUser: {
				user_name: 'a@example.com',
				first_name: 'A',
				last_name: 'B',
				email: 'a@example.com',
				accounts: [{ id: account }],
			},
			updateUser: { first_name: 'A' },
			closeUsers: { user_email: 'a@example.com' },
			updateMembership: { groups: [{ id: '1' }] },
		};
		for (const { id, method, path } of cursorOperations) {
			const filled = path
				.replace('{organizationId}', org)
				.replace('{accountId}', account)
				.replace('{userId}', user);
			expect([id, validateCursorRequest({ method, path: filled, body: bodies[id] })]).toEqual([
				id,
				[],
			]);
		}
	});

	const illegal: Array<[string, Parameters<typeof validateRequest>[0], RegExp]> = [
		['the other contract', { method: 'DELETE', path: `${users}/${user}/accounts` }, /not part/],
		[
			'its parameters',
			{ method: 'GET', path: users, query: { account_id: account } },
			/unknown parameter "account_id"/,
		],
		[
			'a page too large',
			{ method: 'GET', path: users, query: { count: 101 } },
			/count is not between/,
		],
		[
			'a user without an account',
			{
				method: 'POST',
				path: users,
				body: { user_name: 'a', first_name: 'A', last_name: 'B', email: 'a', accounts: [] },
			},
			/accounts: must NOT have fewer/,
		],
		[
			'closing nowhere, which must not mean everywhere',
			{ method: 'POST', path: `${users}/close`, body: { user_email: 'a', accounts: [] } },
			/accounts: must NOT have fewer/,
		],
		['a change of nothing', { method: 'PUT', path: `${users}/${user}`, body: {} }, /fewer than 1/],
	];

	it.each(illegal)('finds: %s', (_name, request, problem) => {
		expect(validateCursorRequest(request).join('\n')).toMatch(problem);
	});
});
