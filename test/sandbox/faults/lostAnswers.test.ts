/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setImmediate as turn } from 'node:timers/promises';
import { type FaultAction, type Sandbox, startSandbox } from '../../../sandbox';
import { type Admin, adminOf } from '../support/admin';

let sandbox: Sandbox;
let admin: Admin;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 30, accounts: 1, variety: false });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
	sandbox.reset();
	admin = await adminOf(sandbox);
});

const userId = () => [...sandbox.state.users.keys()][1];
const close = (signal?: AbortSignal) =>
	fetch(`${sandbox.adminBaseUrl}${admin.v2}/users/${userId()}/accounts`, {
		method: 'DELETE',
		signal,
		headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
		body: JSON.stringify({ accounts: [{ id: admin.accounts[0].id }] }),
	});
const isClosed = () => sandbox.state.users.get(userId())?.status === 'closed';

const lost: Array<[string, FaultAction, number | undefined]> = [
	['reset', { type: 'drop', when: 'after', reset: true }, undefined],
	['ended', { type: 'drop', when: 'after' }, undefined],
	['cut off', { type: 'truncate' }, undefined],
	['cut in silence', { type: 'cutJson' }, 200],
	['500', { type: 'respond', status: 500, act: true }, 500],
	['502, HTML', { type: 'html', act: true }, 502],
	['200, HTML', { type: 'html', status: 200, act: true }, 200],
	['200, empty', { type: 'empty', act: true }, 200],
	['504, empty', { type: 'empty', status: 504, act: true }, 504],
	[
		'an error',
		{ type: 'error', status: 500, code: 'UNSPECIFIED_ERROR', message: 'No.', act: true },
		500,
	],
];

const refusedAsClosed = {
	success: false,
	accounts: [{ error_details: { error: 'membership_closed' } }],
};

describe.each(lost)('a close whose answer is %s', (_name, action, status) => {
	test('was carried out, and its repeat is refused as closed already', async () => {
		sandbox.faults.add({ match: { method: 'DELETE' }, do: action });
		const answer = close().then(async (reply) => {
			await reply.text();
			return reply.status;
		});
		if (status === undefined) await expect(answer).rejects.toThrow();
		else expect(await answer).toBe(status);
		expect(isClosed()).toBe(true);
		expect(await (await close()).json()).toMatchObject(refusedAsClosed);
	});
});

test('without act, neither HTML nor nothing nor an error does anything', async () => {
	for (const action of [
		{ type: 'html' },
		{ type: 'empty' },
		{ type: 'error', status: 500, code: 'A', message: 'B' },
	] satisfies FaultAction[]) {
		sandbox.faults.add({ match: { method: 'DELETE' }, do: action });
		await (await close()).text();
		expect(isClosed()).toBe(false);
	}
});

test.each([true, false])('an answer that hangs ends with its client; act: %s', async (act) => {
	sandbox.faults.add({ match: { method: 'DELETE' }, do: { type: 'hang', act } });
	const controller = new AbortController();
	const hanging = close(controller.signal);
	while (isClosed() !== act || sandbox.requests.at(-1)?.method !== 'DELETE') {
		await turn();
	}
	expect(sandbox.traffic.inFlight).toBe(1);
	expect((await admin.published('GET', '/v2/organizations')).status).toBe(200);
	controller.abort();
	await expect(hanging).rejects.toThrow();
	while (sandbox.traffic.inFlight > 0) await turn();
	expect(sandbox.requests.find(({ method }) => method === 'DELETE')?.status).toBe(0);
});

describe('a page that comes twice', () => {
	const page = async (cursor?: string) => {
		const { body } = await admin.cursor('GET', `${admin.v2}/users`, {
			query: cursor === undefined ? { count: 5 } : { cursor },
		});
		const next = body.next_uri as string | undefined;
		return {
			first: (body as unknown as { users: Array<{ id: string }> }).users[0].id,
			next: next && (new URL(next, sandbox.url).searchParams.get('cursor') ?? undefined),
		};
	};

	test('has its own link again', async () => {
		sandbox.faults.add({ match: { path: 'cursor=' }, do: { type: 'repeatPage' } });
		const second = await page((await page()).next);
		const again = await page(second.next);
		expect(again).toEqual(second);
		expect(await page(again.next)).not.toEqual(second);
	});

	test('or the link of the page that was due, so that records are missing', async () => {
		const whole = [await page()];
		while (whole.at(-1)?.next) whole.push(await page(whole.at(-1)?.next));
		expect(whole).toHaveLength(6);
		sandbox.faults.add({
			match: { path: 'cursor=', nth: 4 },
			do: { type: 'repeatPage', link: 'due' },
		});
		const seen = [await page()];
		while (seen.at(-1)?.next) seen.push(await page(seen.at(-1)?.next));
		expect(seen.slice(0, 5)).toEqual(whole.slice(0, 5));
		expect(seen[5]).toEqual({ first: whole[4].first, next: undefined });
	});

	test('also on the published contract', async () => {
		const query = { account_id: admin.accounts[0].id, take: 5 };
		const list = (start: number) =>
			admin.published('GET', `${admin.v2}/users`, { query: { ...query, start } });
		const due = await list(5);
		sandbox.faults.add({ match: { path: '/users?' }, do: { type: 'repeatPage', link: 'due' } });
		const first = await list(0);
		const second = await list(5);
		expect(second.body.users).toEqual(first.body.users);
		expect(second.body.paging).toEqual(due.body.paging);
	});
});
