import { type FaultAction, type FaultMatch, type Sandbox, startSandbox } from '../../../sandbox';
import { type Admin, adminOf, type Reply } from '../support/admin';

let sandbox: Sandbox;
let admin: Admin;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 50, accounts: 1 });
	admin = await adminOf(sandbox);
});
afterEach(() => sandbox.close());

const add = (action: FaultAction, match?: FaultMatch) => sandbox.faults.add({ match, do: action });

const list = (query: Record<string, string | number> = {}): Promise<Reply> =>
	admin.published('GET', `${admin.v2}/users`, {
		query: { account_id: admin.accounts[0].id, ...query },
	});

const create = (): Promise<Reply> =>
	admin.published('POST', `${admin.v2}/users`, {
		body: { email: 'new@example.com', accounts: [{ id: admin.accounts[0].id }] },
	});

const exists = (): boolean =>
	sandbox.state.usersByEmail(admin.organization.id, 'new@example.com').length > 0;

const next = (reply: Reply) => (reply.body.paging as { next?: string }).next;

describe('which requests are met', () => {
	it('the next one, unless told otherwise', async () => {
		const fault = add({ type: 'empty', status: 500 });
		expect([(await list()).status, (await list()).status]).toEqual([500, 200]);
		expect([fault.seen, fault.hits]).toEqual([2, 1]);
	});

	it('by method, path, number and times', async () => {
		add({ type: 'empty', status: 501 }, { method: 'post' });
		add({ type: 'empty', status: 502 }, { path: /\/organizations$/ });
		add({ type: 'empty', status: 503 }, { path: 'start=20' });
		const many = add({ type: 'empty', status: 504 }, { path: '/users?', nth: 2, times: 2 });
		const users = [];
		for (let n = 0; n < 5; n++) users.push((await list()).status);
		expect(users).toEqual([200, 504, 504, 200, 200]);
		many.remove();
		expect((await list({ start: 20 })).status).toBe(503);
		expect((await create()).status).toBe(501);
		expect((await admin.published('GET', '/v2/organizations')).status).toBe(502);
	});

	it('for ever, until they are cleared', async () => {
		add({ type: 'empty', status: 500 }, { times: Infinity });
		for (let n = 0; n < 3; n++) expect((await list()).status).toBe(500);
		sandbox.faults.clear();
		expect((await list()).status).toBe(200);
	});
});

describe('answers', () => {
	it('of any kind, before acting or after', async () => {
		add({ type: 'respond', status: 503, body: { a: 1 }, headers: { 'retry-after': '7' } });
		const before = await create();
		expect([before.status, before.body, before.headers.get('retry-after')]).toEqual([
			503,
			{ a: 1 },
			'7',
		]);
		expect(exists()).toBe(false);
		add({ type: 'respond', status: 500, act: true });
		expect((await create()).status).toBe(500);
		expect(exists()).toBe(true);
	});

	it('that are HTML, empty, or lead elsewhere', async () => {
		add({ type: 'html' });
		const html = await list();
		expect([html.status, html.headers.get('content-type'), html.text]).toEqual([
			502,
			'text/html; charset=utf-8',
			expect.stringContaining('<html>'),
		]);
		add({ type: 'empty' });
		expect((await list()).text).toBe('');
		add({ type: 'redirect', location: 'http://127.0.0.1:9/' });
		const redirect = await list();
		expect([redirect.status, redirect.headers.get('location')]).toEqual([
			302,
			'http://127.0.0.1:9/',
		]);
	});

	it('that come late', async () => {
		add({ type: 'delay', ms: 80 });
		const start = performance.now();
		expect((await list()).status).toBe(200);
		expect(performance.now() - start).toBeGreaterThan(75);
	});
});

describe('broken connections', () => {
	it('before acting leave nothing behind', async () => {
		add({ type: 'drop', when: 'before' });
		await expect(create()).rejects.toThrow('fetch failed');
		expect(exists()).toBe(false);
		expect(sandbox.requests.at(-1)).toMatchObject({ operation: 'createUser', status: 0 });
	});

	it('after acting leave what was done', async () => {
		add({ type: 'drop', when: 'after' });
		await expect(create()).rejects.toThrow('fetch failed');
		expect(exists()).toBe(true);
	});

	it('in mid-body are an error, a body cut in silence is not', async () => {
		add({ type: 'truncate' });
		await expect(list()).rejects.toThrow();
		add({ type: 'cutJson' });
		await expect(list()).rejects.toThrow(SyntaxError);
	});
});

describe('paging gone wrong', () => {
	it('a next link to another host', async () => {
		add({ type: 'nextLink', url: 'https://evil.example.com/x' });
		expect(next(await list())).toBe('https://evil.example.com/x');
		add({ type: 'nextLink', origin: 'http://127.0.0.1:9' });
		expect(next(await list())).toMatch(/^http:\/\/127\.0\.0\.1:9\/Management\/v2.*start=20/);
		add({ type: 'nextLink', url: '//evil.example.com/users?cursor=1' });
		const cursor = await admin.cursor('GET', `${admin.v2}/users`);
		expect(cursor.body.next_uri).toBe('//evil.example.com/users?cursor=1');
	});

	it('a cursor that repeats', async () => {
		add({ type: 'repeatCursor' }, { times: Infinity });
		const page = async (query: Record<string, string | number>) =>
			String((await admin.cursor('GET', `${admin.v2}/users`, { query })).body.next_uri);
		const first = await page({ count: 10 });
		const cursor = new URL(first, sandbox.url).searchParams.get('cursor') ?? '';
		expect(await page({ cursor })).toBe(first);
	});

	it('a list that drifts between pages, by numbers or by a function', async () => {
		add({ type: 'drift', remove: 3, insert: 1 }, { nth: 2 });
		const total = async (start: number) =>
			((await list({ start })).body.paging as { total_set_size: number }).total_set_size;
		expect([await total(0), await total(20)]).toEqual([50, 48]);
		const met: string[] = [];
		add({
			type: 'callback',
			run: (state, request) => void met.push(`${state.users.size} ${request.path}`),
		});
		await list();
		expect(met).toEqual([`48 /Management${admin.v2}/users`]);
		expect([...sandbox.state.users.keys()]).toContain(sandbox.credential().userId);
	});
});

it('ends every token when told to', async () => {
	add({ type: 'expireTokens' }, { nth: 2 });
	expect([(await list()).status, (await list()).status]).toEqual([200, 401]);
	admin = await adminOf(sandbox);
	expect((await list()).status).toBe(200);
});

it('meets token requests, too', async () => {
	add({ type: 'html' }, { path: '/oauth/token' });
	await expect(adminOf(sandbox)).rejects.toThrow();
});

it('lets no slow call hold up others', async () => {
	let release!: () => void;
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	add({ type: 'callback', run: async () => await held });
	const slow = list();
	const others = await Promise.all(Array.from({ length: 20 }, () => list()));
	expect(others.every(({ status }) => status === 200)).toBe(true);
	release();
	expect((await slow).status).toBe(200);
});

it('waits the latency before it answers', async () => {
	sandbox.configure({ latencyMs: 60 });
	const start = performance.now();
	await list();
	expect(performance.now() - start).toBeGreaterThan(55);
});
