/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { Sandbox } from '../../../sandbox';
import { keptEntries, livingOfRuns } from './keptMaps';

/** What a process holds at a point in time. */
export interface Reading {
	/** Bytes in use after everything that nobody holds was thrown away. */
	heap: number;
	timers: number;
	sockets: number;
	/** In the maps that the package keeps, all together. */
	kept: number;
	/** Maps that runs have made and that are still there. */
	living: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));
const QUIET_TURNS = 50;
const MOST_TURNS = 20_000;

/** Throws away what nobody holds, also what is freed only when that was told. */
export async function collected(): Promise<void> {
	for (let times = 0; times < 4; times++) {
		collect();
		for (let turns = 0; turns < QUIET_TURNS; turns++) await turn();
	}
}

const sum = (sizes: Record<string, number>) =>
	Object.values(sizes).reduce((all, size) => all + size, 0);

const active = (kind: string) =>
	process.getActiveResourcesInfo().filter((each) => each === kind).length;
const timers = () => active('Timeout');
const sockets = () => active('TCPSocketWrap');

/** jest's reporter has a timer of its own now and then, where it runs in the same process. */
export const OF_JEST = 1;

/** What is held once nothing is under way: connections take a moment to end. */
export async function quietReading({ traffic }: Sandbox): Promise<Reading> {
	const isQuiet = () => traffic.inFlight === 0 && sockets() === 0;
	for (let turns = 0; turns < MOST_TURNS && !isQuiet(); turns++) await turn();
	await collected();
	return {
		heap: process.memoryUsage().heapUsed,
		timers: timers(),
		sockets: sockets(),
		kept: sum(keptEntries()),
		living: sum(livingOfRuns()),
	};
}
