import { DOCUSIGN_LIMITS, type Sandbox, startSandbox } from '../../../sandbox';
import { defaultOptions } from '../../../sandbox/options';
import { type Admin, adminOf, type Reply, send } from '../support/admin';

const HOUR = 3600 * 1000;
/** A quarter past, so that neither an hour nor half a minute ends while a test runs. */
const BASE = Math.floor(Date.now() / HOUR) * HOUR + 15 * 60 * 1000 + 1000;

let sandbox: Sandbox;
let admin: Admin;
let now: number;

beforeEach(async () => {
	now = BASE;
	sandbox = await startSandbox({ now: () => now });
	admin = await adminOf(sandbox);
});
afterEach(() => sandbox.close());

const ask = (): Promise<Reply> => admin.published('GET', '/v2/organizations');
const askCursor = (): Promise<Reply> => admin.cursor('GET', '/v2/organizations');

const numbers = (reply: Reply) =>
	Object.fromEntries(
		[
			'x-ratelimit-limit',
			'x-ratelimit-remaining',
			'x-ratelimit-reset',
			'x-burstlimit-limit',
			'x-burstlimit-remaining',
		].map((name) => [name.replace('limit-', ' '), Number(reply.headers.get(name))]),
	);

it('reports limits that nobody reaches unless it is given some', async () => {
	expect(numbers(await ask())['x-rate remaining']).toBeGreaterThan(100_000);
	expect(numbers(await ask())['x-burst remaining']).toBeGreaterThan(100_000);
});

it("keeps Docusign's: 3,000 an hour until the full hour, refused with 400 and its code", async () => {
	sandbox.configure({ rateLimit: { ...DOCUSIGN_LIMITS, hourly: 2 } });
	expect(numbers(await ask())).toEqual({
		'x-rate limit': 2,
		'x-rate remaining': 1,
		'x-rate reset': (Math.floor(now / HOUR) * HOUR + HOUR) / 1000,
		'x-burst limit': 500,
		'x-burst remaining': 499,
	});
	await ask();
	const refused = await ask();
	expect([refused.status, refused.body.errorCode]).toEqual([
		400,
		'HOURLY_APIINVOCATION_LIMIT_EXCEEDED',
	]);
	expect(numbers(refused)['x-rate remaining']).toBe(0);
});

it('lets a new hour begin at the full hour', async () => {
	sandbox.configure({ rateLimit: { hourly: 1 }, tokenLifetimeSeconds: 7200 });
	admin = await adminOf(sandbox);
	expect((await ask()).status).toBe(200);
	now += 44 * 60 * 1000;
	expect((await ask()).status).toBe(400);
	now += 2 * 60 * 1000;
	expect((await ask()).status).toBe(200);
});

it('refuses bursts for the rest of 30 seconds, whose end no header names', async () => {
	sandbox.configure({ rateLimit: { burst: 1, hourly: 3000 } });
	await ask();
	const refused = await ask();
	expect([refused.status, refused.body.errorCode]).toEqual([
		400,
		'BURST_APIINVOCATION_LIMIT_EXCEEDED',
	]);
	expect(numbers(refused)).toMatchObject({
		'x-burst remaining': 0,
		'x-rate remaining': 2999,
		'x-rate reset': (Math.floor(now / HOUR) * HOUR + HOUR) / 1000,
	});
	now += 30_000;
	expect((await ask()).status).toBe(200);
});

it('refuses by the second, with 429 and 400 in turn where it is set to', async () => {
	sandbox.configure({ rateLimit: { perSecond: 2, answer: 'alternate' } });
	const statuses = [];
	for (let n = 0; n < 6; n++) statuses.push((await ask()).status);
	expect(statuses).toEqual([200, 200, 429, 400, 429, 400]);
	now += 1000;
	expect((await ask()).status).toBe(200);
});

it('on the cursor contract names the end of the window, and no Retry-After', async () => {
	sandbox.configure({ rateLimit: { perSecond: 1, answer: '429' } });
	await askCursor();
	const refused = await askCursor();
	expect(refused.status).toBe(429);
	expect(refused.headers.get('retry-after')).toBeNull();
	expect(numbers(refused)).toMatchObject({
		'x-rate limit': 1,
		'x-rate remaining': 0,
		'x-rate reset': Math.floor(now / 1000) + 1,
	});
});

describe('userinfo has an hourly limit of its own', () => {
	const userinfo = (token: string) => send(`${sandbox.url}/oauth/userinfo`, 'GET', { token });
	const statuses = async (token: string, times: number) => {
		const seen = [];
		for (let n = 0; n < times; n++) seen.push((await userinfo(token)).status);
		return seen;
	};

	it('which is on unless it is switched off, and ends with the hour', async () => {
		const { token } = await adminOf(sandbox);
		const most = defaultOptions.userinfoPerHour;
		expect(await statuses(token, most + 1)).toEqual([...Array<number>(most).fill(200), 400]);
		const refused = await userinfo(token);
		expect(refused.body.errorCode).toBe('HOURLY_APIINVOCATION_LIMIT_EXCEEDED');
		now += HOUR;
		expect((await userinfo((await adminOf(sandbox)).token)).status).toBe(200);
		sandbox.configure({ userinfoPerHour: Infinity });
		expect(new Set(await statuses((await adminOf(sandbox)).token, most + 1))).toEqual(
			new Set([200]),
		);
	});

	it('for each user and app, whatever the token, apart from the calls of the API', async () => {
		sandbox.configure({ userinfoPerHour: 1 });
		const { token } = await adminOf(sandbox);
		expect(await statuses(token, 2)).toEqual([200, 400]);
		expect(await statuses((await adminOf(sandbox)).token, 1)).toEqual([400]);
		expect((await ask()).status).toBe(200);
		const userId = [...sandbox.state.users.keys()][1];
		const { integrationKey, requestedScopes: scopes } = sandbox.credential();
		sandbox.state.oauth.grantConsent(integrationKey, userId, scopes.split(' '));
		expect(await statuses((await adminOf(sandbox, { userId })).token, 2)).toEqual([200, 400]);
	});

	it('is answered with 429 where limits are', async () => {
		sandbox.configure({ userinfoPerHour: 0, rateLimit: { answer: '429' } });
		expect(await statuses(admin.token, 1)).toEqual([429]);
	});
});

it('leaves headers out where it is set to, and lets tokens be free of limits', async () => {
	sandbox.configure({ rateLimit: { burst: 1, headers: false } });
	await ask();
	expect((await ask()).headers.get('x-ratelimit-limit')).toBeNull();
	expect((await adminOf(sandbox)).token).toBeTruthy();
});

describe('the end of a window is named', () => {
	const forms = [
		['epochSeconds', (end: number) => String(end / 1000)],
		['epochMilliseconds', (end: number) => String(end)],
		['secondsLeft', (end: number) => String((end - now) / 1000)],
		['isoDate', (end: number) => new Date(end).toISOString()],
		['httpDate', (end: number) => new Date(end).toUTCString()],
	] as const;

	it.each(forms)('as %s, by X-RateLimit-Reset and Retry-After', async (form, expected) => {
		sandbox.configure({ rateLimit: { burst: 1, resetAs: form, retryAfterAs: form } });
		const passed = await ask();
		expect(passed.headers.get('retry-after')).toBeNull();
		const refused = await ask();
		const hour = Math.floor(now / HOUR) * HOUR + HOUR;
		const burst = Math.floor(now / 30_000) * 30_000 + 30_000;
		expect(passed.headers.get('x-ratelimit-reset')).toBe(expected(hour));
		expect(refused.headers.get('retry-after')).toBe(expected(burst));
	});

	it('also by Retry-After alone', async () => {
		sandbox.configure({ rateLimit: { burst: 0, headers: false, retryAfterAs: 'httpDate' } });
		const { headers } = await ask();
		expect(headers.get('x-ratelimit-reset')).toBeNull();
		expect(headers.get('retry-after')).toMatch(/ GMT$/);
	});
});
