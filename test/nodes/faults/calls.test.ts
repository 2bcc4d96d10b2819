import { startSandbox, type Sandbox } from '../../../sandbox';
import type { ContractName } from '../../support/admin';
import { virtualTime } from '../../support/virtualTime';
import { SILENT } from './faults';
import { JOBS } from './jobs';

/** How many requests each job takes when nothing goes wrong, the sign-in among them: by number, not by seconds. */
const REQUESTS: Readonly<Record<string, Partial<Record<ContractName, number>>>> = {
	'User > Create': { openApi: 2, cursor: 2 },
	'User > Create or Update': { openApi: 4, cursor: 4 },
	'User > Create or Update, who is there': { openApi: 4, cursor: 6 },
	'User > Update': { openApi: 3, cursor: 3 },
	'User > Close': { openApi: 3, cursor: 4 },
	'Membership > Create': { openApi: 4 },
	'Membership > Invite': { openApi: 3 },
	'Membership > Update': { openApi: 3, cursor: 3 },
	'Membership > Activate': { openApi: 4 },
	'Roster > Apply': { openApi: 2, cursor: 2 },
	'User Import > Add': { openApi: 6 },
	'Docusign Admin Trigger': { openApi: 3, cursor: 3 },
	'Token exchange (JWT)': { openApi: 2 },
	'User > Get Many': { openApi: 4, cursor: 4 },
	'List of users in the editor': { openApi: 4, cursor: 2 },
	'SCIM: User > Create': { openApi: 1 },
	'SCIM: User > Update': { openApi: 2 },
};

/** At a time, of one run: the node's own. */
const CONCURRENCY = 8;

const time = virtualTime();
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2, variety: false });
});
afterAll(async () => await sandbox.close());

const jobs = JOBS.flatMap((job) => job.contracts.map((contract) => ({ job, contract })));

it.each(jobs)('$job.name on $contract takes as many as it did', async ({ job, contract }) => {
	sandbox.reset({ tokenLifetimeSeconds: 1e7, rateLimit: SILENT });
	time.rest();
	const prepared = await job.prepare(sandbox, contract);
	const { traffic, requests } = sandbox;
	const before = traffic.total;
	requests.length = 0;
	const told = await time.during(sandbox, prepared.run());
	expect([told.code, prepared.done(told)]).toEqual([undefined, 1]);
	expect(traffic.total - before).toBe(REQUESTS[job.name]?.[contract]);
	expect(traffic.peakInFlight).toBeLessThanOrEqual(CONCURRENCY);
});
