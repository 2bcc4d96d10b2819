import type { ApiRequest, ApiResponse, Answer } from '../../../../nodes/shared/http';
import { ApiFailure } from '../../../../nodes/shared/errors/apiFailure';
import { createCaller, type CallOptions } from '../../../../nodes/shared/transport/call';
import { createThrottle } from '../../../../nodes/shared/transport/limits/throttle';
import type { MessageFacts } from '../../../../nodes/shared/errors/messageTemplate';
import { plainFail } from './support/plainFail';
import { VirtualClock } from './support/simulation';

const create: ApiRequest = { method: 'POST', path: '/v2/organizations/o/users' };
const list: ApiRequest = { method: 'GET', path: '/v2/organizations/o/users' };
const ok: ApiResponse = { status: 200, headers: {}, body: { id: 'u' } };
const status = (code: number, body: unknown = {}, headers = {}): ApiResponse => ({
	status: code,
	headers,
	body,
});
type Options = CallOptions<MessageFacts>;

const safe: Options = { repeat: 'safe', context: {} };
const unsafe: Options = { repeat: 'unsafe', context: {} };

const whole = (response: ApiResponse) => response;

/** A caller whose server answers what it is told, one after the other; the last one for ever. */
function setUp(
	answers: Answer[],
	{
		maxWaitMs = 60_000,
		signal = undefined as AbortSignal | undefined,
		concurrency = 8,
		final = undefined as readonly number[] | undefined,
		withinMs = undefined as number | undefined,
	} = {},
) {
	const clock = new VirtualClock();
	const timeUp = new AbortController();
	if (withinMs !== undefined) void clock.sleep(withinMs).then(() => timeUp.abort());
	const throttle = createThrottle({ clock });
	const sent: number[] = [];
	const start = clock.now();
	const send = async () => {
		sent.push(clock.now() - start);
		const answer = answers[Math.min(sent.length, answers.length) - 1];
		return await Promise.resolve(answer);
	};
	const caller = createCaller<MessageFacts>({
		send,
		fail: plainFail,
		final,
		throttle,
		clock,
		random: () => 0.5,
		maxWaitMs,
		concurrency,
		lane: {},
		signal,
		...(withinMs !== undefined && {
			deadline: { at: clock.ticks() + withinMs, signal: timeUp.signal },
		}),
	});
	const call = async (request: ApiRequest, options: Options) =>
		await caller(request, options, whole);
	const failing = async (request: ApiRequest, options: Options): Promise<ApiFailure> => {
		const { value } = await clock.elapse(call(request, options).catch((error: unknown) => error));
		if (value instanceof ApiFailure) return value;
		throw new Error(`No ApiFailure: ${String(value)}`);
	};
	return { clock, start, sent, call, caller, failing };
}

describe('call', () => {
	it('gives the answer of a success', async () => {
		const { clock, call } = setUp([ok]);
		expect((await clock.elapse(call(list, safe))).value).toBe(ok);
	});

	it('repeats a refused create a second after the reset', async () => {
		const reset = Date.UTC(2030, 0, 1, 12, 0, 3);
		const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset / 1_000) };
		const { clock, start, call, sent } = setUp([status(429, '', headers), ok]);
		await clock.elapse(call(create, unsafe));
		expect(sent).toEqual([0, reset + 1_000 - start]);
	});

	it('repeats a read after network failures and server errors', async () => {
		const { clock, call, sent } = setUp([{ reason: 'ECONNRESET' }, status(502, '<html>'), ok]);
		expect((await clock.elapse(call(list, safe))).value).toBe(ok);
		expect(sent).toHaveLength(3);
	});

	it.each<[string, Answer]>([
		['no answer', { reason: 'ETIMEDOUT' }],
		['a server error', status(500, { errorCode: 'INTERNAL', message: 'Oops' })],
		['a cut-off answer', status(201, '{"id":')],
	])('sends a create only once when it gets %s', async (_, answer) => {
		const { failing, sent } = setUp([answer]);
		const failure = await failing(create, unsafe);
		expect(sent).toHaveLength(1);
		expect(failure).toMatchObject({ code: 'DOCUSIGN_UNKNOWN_OUTCOME', unknownOutcome: true });
	});

	it('never repeats what Docusign refused, a refused token included', async () => {
		for (const code of [400, 401, 403, 404, 409]) {
			const { failing, sent } = setUp([status(code)]);
			await failing(list, safe);
			expect(sent).toHaveLength(1);
		}
	});

	it('does not repeat a status that the API calls final', async () => {
		const { failing, sent } = setUp([status(501)], { final: [501] });
		expect(await failing(list, safe)).toMatchObject({ status: 501, unknownOutcome: false });
		expect(sent).toHaveLength(1);
		const other = setUp([status(501)]);
		await other.failing(list, safe);
		expect(other.sent).toHaveLength(5);
	});

	it('gives up after some attempts and says how often it tried', async () => {
		const { failing, sent } = setUp([status(503, '', { 'x-docusign-tracetoken': 'trace-1' })]);
		const failure = await failing(list, { ...safe, context: { operation: 'list the users' } });
		expect(sent).toHaveLength(5);
		expect(failure).toMatchObject({
			code: 'DOCUSIGN_UNAVAILABLE',
			status: 503,
			traceToken: 'trace-1',
			attempts: 5,
			unknownOutcome: false,
		});
		expect(failure.message).toContain('list the users');
		expect(failure.description).toMatch(/Tried 5 times/);
	});

	it('fails at once on an hourly limit that lasts, and sends nothing more', async () => {
		const hour = Date.UTC(2030, 0, 1, 13);
		const body = { errorCode: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED', message: 'Used up' };
		const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(hour / 1_000) };
		const { clock, call, sent } = setUp([status(400, body, headers)]);
		const calls = Array.from(
			{ length: 100 },
			async () => await call(create, unsafe).catch((error: unknown) => error),
		);
		const { value, ms } = await clock.elapse(Promise.all(calls));
		expect(ms).toBe(0);
		expect(sent.length).toBeLessThanOrEqual(8);
		for (const failure of value) {
			expect(failure).toMatchObject({
				code: 'DOCUSIGN_HOURLY_LIMIT',
				retryAt: hour,
				unknownOutcome: false,
			});
			expect(String(failure)).toContain('2030-01-01 13:00:00 UTC');
		}
	});

	it('waits for an hourly limit when it may wait that long', async () => {
		const hour = Date.UTC(2030, 0, 1, 13);
		const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(hour / 1_000) };
		const { clock, start, call } = setUp([status(429, '', headers), ok], { maxWaitMs: 3_700_000 });
		const { ms } = await clock.elapse(call(create, unsafe));
		expect(ms).toBe(hour + 1_000 - start);
	});

	it('waits no longer than it may in all', async () => {
		const { clock, start, failing } = setUp([status(429, '')], { maxWaitMs: 45_000 });
		const failure = await failing(create, unsafe);
		expect(failure.code).toBe('DOCUSIGN_BURST_LIMIT');
		expect(failure.waitedMs).toBeLessThanOrEqual(45_000);
		expect(clock.now() - start).toBeLessThan(100_000);
	});

	it('ends 200 requests that are refused for good when one may wait no longer', async () => {
		const { clock, call } = setUp([status(429, '')], { maxWaitMs: 300_000 });
		const calls = Array.from(
			{ length: 200 },
			async () => await call(create, unsafe).catch((error: unknown) => error),
		);
		const { value, ms } = await clock.elapse(Promise.all(calls));
		expect(ms).toBeLessThanOrEqual(360_000);
		for (const failure of value) {
			expect(failure).toMatchObject({ code: 'DOCUSIGN_BURST_LIMIT', unknownOutcome: false });
		}
	});

	it('gives each attempt only the patience that is left', async () => {
		// Two pauses of 40 s are more than 60 s, although each of them is less.
		const { failing, sent } = setUp([status(429, '', { 'retry-after': '40' })]);
		const failure = await failing(create, unsafe);
		expect(failure).toMatchObject({ code: 'DOCUSIGN_BURST_LIMIT', unknownOutcome: false });
		expect(failure.waitedMs).toBeLessThanOrEqual(60_000);
		expect(sent).toEqual([0, 40_000]);
	});

	describe('with a time for all its requests together', () => {
		const limited = { maxWaitMs: 300_000, withinMs: 15_000 };

		it('says what came of the request till then, when the time is up', async () => {
			const { clock, start, failing, sent } = setUp([status(503)], limited);
			const failure = await failing(list, safe);
			expect(failure).toMatchObject({ code: 'DOCUSIGN_UNAVAILABLE', status: 503 });
			expect(clock.now() - start).toBeLessThanOrEqual(15_000);
			expect(sent.length).toBeGreaterThan(1);
		});

		it('fails at once on a pause that outlasts it', async () => {
			const { clock, start, failing } = setUp([status(429, '', { 'retry-after': '16' })], limited);
			expect(await failing(list, safe)).toMatchObject({ code: 'DOCUSIGN_BURST_LIMIT' });
			expect(clock.now()).toBe(start);
		});

		it('does not begin a request that no time is left for', async () => {
			const { clock, call, sent } = setUp([ok], limited);
			await clock.elapse(clock.sleep(15_000));
			const { value } = await clock.elapse(call(list, safe).catch((error: unknown) => error));
			expect(value).toMatchObject({ code: 'DOCUSIGN_NO_ANSWER', unknownOutcome: false });
			expect(String(value)).toMatch(/took too long/);
			expect(sent).toEqual([]);
		});
	});

	it('passes on what goes wrong before a request leaves', async () => {
		const clock = new VirtualClock();
		const refused = new Error('No consent');
		const call = createCaller({
			send: async () => await Promise.reject(refused),
			fail: plainFail,
			throttle: createThrottle({ clock }),
			clock,
			random: Math.random,
			maxWaitMs: 60_000,
			concurrency: 8,
			lane: {},
		});
		await expect(call(list, safe, whole)).rejects.toBe(refused);
	});

	describe('of several that stand and fall together', () => {
		const gone = status(404);
		const ignored = (error: unknown) => error;

		/** Two requests for one place, of which the first one's failure calls off the second. */
		const together = (answers: Answer[], read: (response: ApiResponse) => unknown = whole) => {
			const { clock, sent, caller } = setUp(answers, { concurrency: 1 });
			const stop = new AbortController();
			const onFailure = (reason: unknown) => stop.abort(reason);
			const options: Options = { ...safe, signal: stop.signal, onFailure };
			const both = [1, 2].map(async () => await caller(list, options, read).catch(ignored));
			return { clock, sent, both: Promise.all(both) };
		};
		const unreadable = () => {
			throw new Error('unreadable');
		};

		it.each<[string, Answer, (response: ApiResponse) => unknown, RegExp]>([
			['refused', gone, whole, /Refused/],
			['not to be read', ok, unreadable, /unreadable/],
		])('lets none leave in the place of one that is %s', async (_, answer, read, reason) => {
			const { clock, sent, both } = together([answer, ok], read);
			const { value } = await clock.elapse(both);
			expect(String(value[0])).toMatch(reason);
			expect(value[1]).toMatchObject({ name: 'AbortError' });
			expect(sent).toHaveLength(1);
		});

		it('lets the next one leave where all is well', async () => {
			const { clock, sent, both } = together([ok]);
			expect((await clock.elapse(both)).value).toEqual([ok, ok]);
			expect(sent).toHaveLength(2);
		});

		it('sends none again that is wanted no more', async () => {
			const { clock, sent, caller } = setUp([status(503)]);
			const stop = new AbortController();
			const options: Options = { ...safe, signal: stop.signal };
			const waiting = caller(list, options, whole).catch(ignored);
			const stopping = clock.sleep(1).then(() => stop.abort());
			const { value, ms } = await clock.elapse(Promise.all([waiting, stopping]));
			expect(value[0]).toMatchObject({ name: 'AbortError' });
			expect([ms, sent.length, clock.timersLeft]).toEqual([1, 1, 0]);
		});

		it('is left to finish where it is under way', async () => {
			const { clock, caller } = setUp([ok]);
			const stop = new AbortController();
			const answer = caller(list, { ...safe, signal: stop.signal }, whole);
			stop.abort();
			expect((await clock.elapse(answer)).value).toBe(ok);
		});

		it('is called off by the run as well', async () => {
			const run = new AbortController();
			const { clock, sent, caller } = setUp([status(503)], { signal: run.signal });
			const { signal } = new AbortController();
			const waiting = caller(list, { ...safe, signal }, whole).catch(ignored);
			const cancelling = clock.sleep(1).then(() => run.abort());
			const { value } = await clock.elapse(Promise.all([waiting, cancelling]));
			expect(value[0]).toMatchObject({ name: 'AbortError' });
			expect(sent).toHaveLength(1);
		});

		it('goes before what waits where it is urgent', async () => {
			const { clock, caller } = setUp([ok], { concurrency: 1 });
			const order: string[] = [];
			const ask = async (name: string, urgent = false) =>
				await caller(list, { ...safe, urgent }, () => order.push(name));
			await clock.elapse(Promise.all([ask('first'), ask('ahead'), ask('urgent', true)]));
			expect(order).toEqual(['first', 'urgent', 'ahead']);
		});
	});

	it('ends a wait when the run is cancelled', async () => {
		const cancel = new AbortController();
		const { clock, call, sent } = setUp([status(429, '', { 'retry-after': '50' })], {
			signal: cancel.signal,
		});
		const waiting = call(list, safe).catch((error: unknown) => error);
		const cancelling = clock.sleep(1_000).then(() => cancel.abort());
		const { value, ms } = await clock.elapse(Promise.all([waiting, cancelling]));
		expect(value[0]).toMatchObject({ name: 'AbortError' });
		expect(ms).toBe(1_000);
		expect(sent).toHaveLength(1);
	});
});
