import { allIsLoaded, keptEntries, livingOfRuns } from '../support/soak/keptMaps';
import '../support/soak/time';

import { RunCache } from '../../nodes/shared/runCache';
import { startSandbox, type Sandbox } from '../../sandbox';
import { CONTRACTS } from '../support/admin';
import { createLoad } from '../support/soak/load';
import { collected, OF_JEST, quietReading } from '../support/soak/readings';

/**
 * A process that goes on and on holds no more after a while than after a few minutes. `npm run bench:soak`
 * does the same for an hour.
 */

const WARM_UP = 4;
const MINUTES = 6;
/** What is optimized and interned meanwhile; a leak of what a run reads is above it. */
const NOISE_PER_MINUTE = 200_000;

let sandbox: Sandbox;
allIsLoaded();

beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2, variety: false, maxRecorded: 100 });
});
afterAll(async () => await sandbox.close());

/** What is kept of the last 200 tokens grows up to that. */
const keptForGood = ({ 'tokenNotes.ts': notes, ...rest } = keptEntries()) => {
	expect(notes).toBeLessThanOrEqual(200);
	return rest;
};

it('what is counted is seen while it is there, and no longer', async () => {
	const held = [new RunCache()];
	await collected();
	expect(livingOfRuns()).toEqual({ 'runCache.ts': 3 });
	held.pop();
	await collected();
	expect(livingOfRuns()).toEqual({});
	expect(keptEntries()).toMatchObject({ 'tokenCache.ts': 0, 'singleFlight.ts': 0 });
});

it.each(CONTRACTS)('minutes on %s leave nothing behind', async (contract) => {
	sandbox.reset({ tokenLifetimeSeconds: 1e7 });
	const load = createLoad(sandbox, contract);
	for (let minute = 0; minute < WARM_UP; minute++) await load.minute();
	const first = await quietReading(sandbox);
	const [kept, living] = [keptForGood(), livingOfRuns()];
	for (let minute = 0; minute < MINUTES; minute++) await load.minute();
	const last = await quietReading(sandbox);
	expect(livingOfRuns()).toEqual(living);
	expect(keptForGood()).toEqual(kept);
	expect(last.timers).toBeLessThanOrEqual(first.timers + OF_JEST);
	expect(last.sockets).toBe(0);
	expect((last.heap - first.heap) / MINUTES).toBeLessThan(NOISE_PER_MINUTE);
});
