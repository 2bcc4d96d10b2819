/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { startSandbox, type FaultMatch, type Sandbox } from '../../../sandbox';
import { virtualTime } from '../../support/virtualTime';
import { FAULTS, SILENT } from './faults';
import type { Job } from './job';
import { JOBS } from './jobs';
import { hasClosed, LEFT_OPEN } from './matrix';

/**
 * Several faults at once, on whatever requests they meet: the one that matters, look-ups, the sign-in. What is
 * told as done is so, once; what is told as failed is not, or that is left open.
 *
 * `SCHEDULES=1000 npx jest test/nodes/faults/schedules` runs a thousand; `FIRST_SCHEDULE` begins elsewhere.
 */

const FIRST = Number(process.env.FIRST_SCHEDULE ?? 1);
const COUNT = Number(process.env.SCHEDULES ?? 150);
/** With several faults, each step may be repeated. */
const MOST_REQUESTS = 200;

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed * 0x9e3779b1;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

function scheduleOf(seed: number) {
	const random = randomFrom(seed);
	const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)];
	const job: Job = one(JOBS);
	const contract = one(job.contracts);
	const places: FaultMatch[] = [job.match(contract), job.match(contract), { method: 'GET' }];
	const possible = FAULTS.filter(({ only }) => only === undefined || job.isList);
	const faults = Array.from({ length: 2 + Math.floor(random() * 3) }, () => {
		const { name, do: action, times } = one(possible);
		const match = one([...places, { path: '/oauth/token' }]);
		// What meets all requests from then on would hide what else goes wrong.
		const most = times === undefined || random() < 0.8 ? 1 : times;
		const nth = (match.nth ?? 1) + Math.floor(random() * 2);
		return { name, match: { ...match, nth, times: most }, do: action };
	});
	const title = faults.map(({ name, match: { method, path, nth, times } }) =>
		[name, method ?? '', String(path), `from ${nth}`, times === 1 ? '' : 'on'].join(' '),
	);
	return { seed, job, contract, faults, title: title.join('; ') };
}

const time = virtualTime();
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2, variety: false });
});
afterAll(async () => await sandbox.close());

const schedules = Array.from({ length: COUNT }, (_, n) => scheduleOf(FIRST + n));

it.each(schedules)('$seed. $job.name on $contract: $title', async ({ job, contract, faults }) => {
	sandbox.reset({ tokenLifetimeSeconds: 1e7, rateLimit: SILENT });
	time.rest();
	const prepared = await job.prepare(sandbox, contract);
	sandbox.requests.length = 0;
	for (const { match, do: action } of faults) sandbox.faults.add({ match, do: action });
	const told = await time.during(sandbox, prepared.run());
	sandbox.faults.clear();
	const done = prepared.done(told);
	expect(done).toBeLessThanOrEqual(1);
	expect(prepared.secrets().filter((secret) => told.text.includes(secret))).toEqual([]);
	expect(sandbox.requests.length).toBeLessThanOrEqual(MOST_REQUESTS);
	expect(told.code).not.toBe('no code');
	if (!told.code && !prepared.after) expect([done, told.text]).toEqual([1, told.text]);
	if (told.code && done === 1) expect(told.text).toMatch(LEFT_OPEN);
	await hasClosed(sandbox);
	time.rest();
	await prepared.after?.(told);
});
