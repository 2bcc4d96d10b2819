/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { startSandbox, type Sandbox } from '../../../sandbox';
import { virtualTime } from '../../support/virtualTime';
import { impossible, verdictOn } from './expected';
import { FAULTS, SILENT } from './faults';
import { jobNamed } from './jobs';

/** Where it is open whether a change was carried out, the message says so. */
export const LEFT_OPEN = /may have been carried out|not known whether|was sent and goes on/;

/** Turns of the event loop in which a connection that was ended is seen to be. */
const CLOSING_TURNS = 5_000;

/** Everything that was sent has been answered, or given up by whoever asked. */
export async function hasClosed({ traffic }: Sandbox): Promise<void> {
	for (let turn = 0; traffic.inFlight > 0 && turn < CLOSING_TURNS; turn++) {
		await new Promise(setImmediate);
	}
	expect(traffic.inFlight).toBe(0);
}

/** The cells of some jobs: each under each fault, on each contract. */
export function matrixOf(...names: string[]): void {
	const time = virtualTime();
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ users: 20, accounts: 2, variety: false });
	});
	afterAll(async () => await sandbox.close());

	const cells = names.map(jobNamed).flatMap((job) =>
		job.contracts.flatMap((contract) =>
			FAULTS.filter((fault) => impossible(job, fault) === undefined).map((fault) => ({
				job,
				contract,
				fault,
				verdict: verdictOn(job, contract, fault),
				title: `${job.name} on ${contract}: ${fault.name}`,
			})),
		),
	);
	it.each(cells)('$title: $verdict', async ({ job, contract, fault, verdict }) => {
		sandbox.reset({ tokenLifetimeSeconds: 1e7, rateLimit: SILENT });
		time.rest();
		const prepared = await job.prepare(sandbox, contract, fault);
		sandbox.requests.length = 0;
		const match = job.match(contract, fault);
		const { times = match.times } = fault;
		sandbox.faults.add({ match: { ...match, times }, do: fault.do });
		const told = await time.during(sandbox, prepared.run());
		const sent = sandbox.requests.length;
		expect(sandbox.faults.list()[0].hits).toBeGreaterThan(0);
		sandbox.faults.clear();

		const isTold = told.code ?? (prepared.after && prepared.done(told) === 0 ? 'later' : 'done');
		expect([isTold, told.text]).toEqual([verdict, told.text]);
		expect(prepared.secrets().filter((secret) => told.text.includes(secret))).toEqual([]);
		expect(sent).toBeLessThanOrEqual(job.most);
		expect(prepared.done(told)).toBeLessThanOrEqual(1);
		if (verdict === 'done') expect(prepared.done(told)).toBe(1);
		else expect(told.records.length === 0 || verdict === 'later').toBe(true);
		if (told.code && prepared.done(told) === 1) expect(told.text).toMatch(LEFT_OPEN);
		// Everything that the run began has ended.
		await hasClosed(sandbox);
		time.rest();
		await prepared.after?.(told);
	});
}
