import { startSandbox, type FaultAction, type FaultSpec, type Sandbox } from '../../../sandbox';
import { virtualTime } from '../../support/virtualTime';
import { FAULTS, SILENT } from './faults';
import { JOBS } from './jobs';
import { hasClosed, LEFT_OPEN } from './matrix';

/**
 * A change that is carried out, and nothing works from then on: what is read afterwards fails, be it refused
 * or for want of a token. The item says that it is done, or that this is left open, and never that it failed.
 */

const fault = (name: string): FaultAction => FAULTS.find((row) => row.name === name)!.do;
const reads = { method: 'GET', times: Infinity };
const signsIn = { path: '/oauth/token', times: Infinity };
const AFTER: Record<string, FaultSpec[]> = {
	'reading is refused': [{ match: reads, do: fault('403') }],
	'nothing answers': [{ match: reads, do: fault('503') }],
	'signing in is refused': [
		{ match: reads, do: fault('401') },
		{ match: signsIn, do: fault('403') },
	],
	'signing in takes too long': [
		{ match: reads, do: fault('401') },
		{ match: signsIn, do: fault('no answer') },
	],
};
const ANSWERS = ['as usual', 'empty body', 'JSON cut short', 'connection reset after'];

const time = virtualTime();
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2, variety: false });
});
afterAll(async () => await sandbox.close());

const cells = JOBS.flatMap((job) =>
	job.contracts.flatMap((contract) =>
		Object.entries(AFTER).flatMap(([after, faults]) =>
			ANSWERS.map((answer) => ({ job, contract, after, faults, answer })),
		),
	),
).filter(({ job, contract }) => {
	const { method, path } = job.match(contract);
	return method !== undefined && method !== 'GET' && path !== '/oauth/token';
});

it.each(cells)(
	'$job.name on $contract, answered $answer, then $after',
	async ({ job, contract, faults, answer }) => {
		sandbox.reset({ tokenLifetimeSeconds: 1e7, rateLimit: SILENT });
		time.rest();
		const prepared = await job.prepare(sandbox, contract);
		const match = { ...job.match(contract), times: 1 };
		let isSent = false;
		const run = () => {
			isSent = true;
			for (const each of faults) sandbox.faults.add(each);
		};
		sandbox.faults.add({ match, do: { type: 'callback', run } });
		if (answer !== 'as usual') sandbox.faults.add({ match, do: fault(answer) });
		const told = await time.during(sandbox, prepared.run());
		sandbox.faults.clear();
		expect(isSent).toBe(true);
		expect(prepared.done(told)).toBe(1);
		if (told.code) expect(told.text).toMatch(LEFT_OPEN);
		await hasClosed(sandbox);
	},
);
