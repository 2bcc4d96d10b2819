/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { systemClock } from '../../../nodes/shared/n8n/clock';

/**
 * Time that passes at will, for a whole process. To be imported before all that it is for: some of it takes
 * `Date.now` as it is when it is loaded.
 */

interface Limit {
	at: number;
	end: AbortController;
}

const realNow = Date.now.bind(Date);
let ahead = 0;
let limits: Limit[] = [];

Date.now = () => realNow() + ahead;
systemClock.sleep = async (ms) => {
	ahead += ms;
	await new Promise<void>((resolve) => setImmediate(resolve));
};
const asItWas = Object.getOwnPropertyDescriptor(AbortSignal, 'timeout')!;
AbortSignal.timeout = (ms) => {
	const end = new AbortController();
	limits.push({ at: Date.now() + ms, end });
	return end.signal;
};
// It belongs to the process, unlike the rest, and the next file of the process has limits that run out.
afterAll(() => Object.defineProperty(AbortSignal, 'timeout', asItWas));

/** Lets time pass, and the time limits with it that were set meanwhile, whether somebody waits or not. */
export function pass(ms: number): void {
	ahead += ms;
	const now = Date.now();
	const due = limits.filter(({ at }) => at <= now);
	limits = limits.filter(({ at }) => at > now);
	for (const { end } of due) end.abort(new DOMException('The time is up', 'TimeoutError'));
}
