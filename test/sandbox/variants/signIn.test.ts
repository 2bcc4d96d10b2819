import { type FaultAction, type Sandbox, startSandbox } from '../../../sandbox';
import { assertionFor, JWT_BEARER, postToken, type Reply } from '../support/admin';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 2 });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

/** The claims are those of a client whose clock is right. */
const signIn = async (ago = 0): Promise<Reply> => {
	const iat = Math.floor(Date.now() / 1000) - ago;
	const assertion = await assertionFor(sandbox.credential(), { iat, exp: iat + 3600 });
	return await postToken(sandbox.url, { grant_type: JWT_BEARER, assertion });
};

const noKeys = {
	status: 400,
	body: { error: 'invalid_grant', error_description: 'no_valid_keys_or_signatures' },
};

test('a server whose clock is 20 s behind refuses an iat of now, and its Date says why', async () => {
	sandbox.configure({ clockOffsetMs: -20_000 });
	const refused = await signIn();
	expect(refused).toMatchObject(noKeys);
	const behind = Date.now() - Date.parse(refused.headers.get('date') ?? '');
	expect(behind).toBeGreaterThanOrEqual(20_000);
	expect((await signIn(60)).status).toBe(200);
	sandbox.configure({ iatLeewaySeconds: 30 });
	expect((await signIn()).status).toBe(200);
});

test('a server whose clock is ahead takes it, until the assertion has ended', async () => {
	sandbox.configure({ clockOffsetMs: 60_000 });
	expect((await signIn()).status).toBe(200);
	sandbox.configure({ clockOffsetMs: 2 * 3_600_000 });
	expect((await signIn()).body).toMatchObject({ error_description: 'expired_grant' });
});

describe('sign-in that fails in passing', () => {
	const faults: Array<[string, FaultAction, number, object]> = [
		[
			'internal_server_error',
			{
				type: 'error',
				shape: 'oauth',
				status: 500,
				code: 'internal_server_error',
				message: 'The server failed.',
			},
			500,
			{ error: 'internal_server_error', reference_id: expect.any(String) as string },
		],
		[
			'the same as 400',
			{
				type: 'error',
				shape: 'oauth',
				status: 400,
				code: 'internal_server_error',
				message: 'The server failed.',
			},
			400,
			{ error: 'internal_server_error' },
		],
		['401 without a code', { type: 'respond', status: 401, body: {} }, 401, {}],
		['401 without a body', { type: 'empty', status: 401 }, 401, {}],
	];

	test.each(faults)('with %s, and goes on', async (_name, action, status, body) => {
		sandbox.faults.add({ match: { path: '/oauth/token' }, do: action });
		const failed = await signIn();
		expect(failed).toMatchObject({ status, body });
		expect((await signIn()).status).toBe(200);
	});
});
