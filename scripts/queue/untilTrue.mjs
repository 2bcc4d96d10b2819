import { setTimeout as delay } from 'node:timers/promises';
import { ScriptError } from '../lib/scriptError.mjs';

const EVERY = 150;

/**
 * Waits until something holds.
 * @param {() => unknown} check
 * @param {() => string} complaint what to say when it does not in time
 * @param {number} [within] milliseconds
 */
export async function untilTrue(check, complaint, within = 120_000) {
	const deadline = Date.now() + within;
	while (!(await check())) {
		if (Date.now() > deadline) throw new ScriptError(complaint());
		await delay(EVERY);
	}
}
