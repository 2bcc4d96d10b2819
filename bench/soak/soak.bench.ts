/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { allIsLoaded } from '../../test/support/soak/keptMaps';
import '../../test/support/soak/time';
import { startSandbox } from '../../sandbox';
import { CONTRACTS, type ContractName } from '../../test/support/admin';
import { createLoad } from '../../test/support/soak/load';
import { OF_JEST, quietReading, type Reading } from '../../test/support/soak/readings';

/**
 * An hour of a process that works all the time, in minutes: lists, creates, a trigger's polls, cancelled runs
 * and faults, on each contract. Says what the process holds at ten points, and fails where it grows.
 */

const MINUTES = Number(process.env.SOAK_MINUTES ?? 60);
const POINTS = 10;
/** The last third may hold so much more than the first: what is optimized and interned while it runs. */
const MOST_GROWTH = 1.03;
/** Notes on tokens, up to 200 of them, one for each that was got. */
const MOST_KEPT_MORE = 200;

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What has grown, in words. */
function growth(readings: readonly Reading[]): string[] {
	const third = Math.floor(readings.length / 3);
	const [first, last] = [readings.slice(0, third), readings.slice(-third)];
	const of = (part: readonly Reading[], name: keyof Reading) =>
		mean(part.map((each) => each[name]));
	const heap = of(last, 'heap') / of(first, 'heap');
	const grown = heap > MOST_GROWTH ? [`the heap to ${heap.toFixed(3)} times its size`] : [];
	const allowed = { timers: OF_JEST, sockets: 0, living: 0, kept: MOST_KEPT_MORE };
	for (const [name, more] of Object.entries(allowed)) {
		const [before, after] = [first, last].map((part) => of(part, name as keyof Reading));
		if (after > before + more) grown.push(`${name} from ${before} to ${after}`);
	}
	process.stdout.write(`  last third to first third of the heap: ${heap.toFixed(3)}\n`);
	return grown;
}

async function soak(contract: ContractName): Promise<string[]> {
	const sandbox = await startSandbox({
		users: 20,
		accounts: 2,
		variety: false,
		maxRecorded: 100,
	});
	const load = createLoad(sandbox, contract);
	const readings: Reading[] = [];
	process.stdout.write(
		`\n${contract}\n  minute  requests  heap, kB  timers  sockets  kept  living\n`,
	);
	for (let minute = 1; minute <= MINUTES; minute++) {
		await load.minute();
		if (minute % Math.max(1, Math.floor(MINUTES / POINTS)) !== 0) continue;
		const now = await quietReading(sandbox);
		readings.push(now);
		const { heap, timers, sockets, kept, living } = now;
		const numbers = [
			minute,
			sandbox.traffic.total,
			Math.round(heap / 1000),
			timers,
			sockets,
			kept,
			living,
		];
		const widths = [8, 10, 10, 8, 9, 6, 8];
		process.stdout.write(`${numbers.map((n, at) => String(n).padStart(widths[at])).join('')}\n`);
	}
	await sandbox.close();
	return growth(readings);
}

allIsLoaded();

it.each(CONTRACTS)('an hour on %s leaves nothing behind', async (contract) => {
	expect(await soak(contract)).toEqual([]);
});
