import { type Sandbox, startSandbox } from '../../../sandbox';
import type { ErrorShape } from '../../../sandbox/http/errorShapes';
import { type Admin, adminOf, send } from '../support/admin';

let sandbox: Sandbox;
let admin: Admin;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 5 });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
	sandbox.reset();
	admin = await adminOf(sandbox);
});

const some = expect.any(String) as string;

const shapes: Array<[ErrorShape, object]> = [
	['errorCode', { errorCode: 'CODE', message: 'Words.' }],
	['oauth', { error: 'CODE', error_description: 'Words.', reference_id: some }],
	[
		'problem',
		{
			type: 'about:blank',
			title: some,
			status: 422,
			detail: 'Words.',
			errors: [{ code: 'CODE', message: 'Words.', target: some }],
			requestId: some,
		},
	],
	[
		'userMessage',
		{
			Error: {
				UserMessage: 'Words.',
				DeveloperMessage: null,
				HttpStatusCode: 422,
				ErrorCode: 'CODE',
				ReferenceId: some,
			},
		},
	],
	['modelState', { Message: some, ModelState: { request: ['Words.'] } }],
	['errors', { errors: [{ code: 'CODE', message: 'Words.' }], requestId: some }],
	['errorMessage', { errorMessage: 'Words.', referenceId: some }],
];

describe.each(shapes)('an error as %s', (shape, body) => {
	test('can be injected', async () => {
		const error = { type: 'error', status: 422, code: 'CODE', message: 'Words.' } as const;
		sandbox.faults.add({ do: { ...error, shape } });
		const reply = await admin.published('GET', '/v2/organizations');
		expect([reply.status, reply.body]).toEqual([422, body]);
		const type = shape === 'problem' ? 'application/problem+json' : 'application/json';
		expect(reply.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
	});

	test('is how every refusal of either contract looks, and none of sign-in or SCIM', async () => {
		sandbox.configure({ errorShape: shape });
		const path = `/v2/organizations/${admin.accounts[0].id}/users`;
		for (const ask of [admin.published, admin.cursor]) {
			const reply = await ask('GET', path, { query: { email: 'a@example.com' } });
			expect(Object.keys(reply.body)).toEqual(Object.keys(body));
			expect(reply.status).toBeGreaterThanOrEqual(400);
		}
		expect((await admin.published('GET', '/v2/organizations')).body.organizations).toHaveLength(1);
		const token = await send(`${sandbox.url}/oauth/token`, 'POST', { body: {} });
		expect(token.body).toEqual({
			error: 'invalid_request',
			error_description: 'unsupported_content_type',
		});
		const scim = await send(`${sandbox.url}/scim/v2/Users`, 'GET');
		expect(scim.body.status).toBe('401');
	});
});

test('also a limit that is reached, which then has its code elsewhere', async () => {
	sandbox.configure({ errorShape: 'problem', rateLimit: { hourly: 0 } });
	expect(await admin.published('GET', '/v2/organizations')).toMatchObject({
		status: 400,
		body: { errors: [{ code: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED' }] },
	});
});

describe('an address on a domain that is not claimed', () => {
	const notAuthorized = {
		status: 401,
		body: { error: 'unauthorized', error_description: 'Not Authorized' },
	};
	const user = () => [...sandbox.state.users.values()][2];

	const change = (email: string) => {
		const users = [{ id: user().id, site_id: user().siteId, email }];
		const { v2 } = admin;
		return Promise.all([
			admin.published('POST', `${v2}/users/email_addresses`, { body: { users } }),
			admin.published('POST', `${v2}/users/profiles`, { body: { users } }),
			admin.cursor('PUT', `${v2}/users/${user().id}`, { body: { email } }),
		]);
	};

	test('cannot be taken, and nothing says why', async () => {
		sandbox.configure({ unclaimedDomain: 'unauthorized' });
		const before = user().email;
		for (const reply of await change('new@example.org')) {
			expect(reply).toMatchObject(notAuthorized);
		}
		expect(user().email).toBe(before);
		expect((await change(before.toUpperCase())).map(({ status }) => status)).toEqual([
			200, 200, 200,
		]);
	});

	test('is told on its item otherwise', async () => {
		const [address, profile] = await change('new@example.org');
		for (const { status, body } of [address, profile]) {
			expect([status, body]).toMatchObject([
				200,
				{ users: [{ error_details: { error: 'email_domain_not_managed' } }] },
			]);
		}
	});

	test('is not activated either', async () => {
		sandbox.state.updateUser(user().id, { email: 'old@example.org' });
		const membership = sandbox.state.membershipsOf(user().id)[0].id;
		const reply = await admin.published(
			'POST',
			`${admin.v2}/users/${user().id}/memberships/${membership}`,
			{ body: { site_id: user().siteId } },
		);
		expect(reply).toMatchObject(notAuthorized);
	});
});
