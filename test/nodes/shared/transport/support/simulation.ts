/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { ApiRequest, ApiResponse } from '../../../../../nodes/shared/http';
import type { Clock } from '../../../../../nodes/shared/transport/clock';

interface Timer {
	at: number;
	order: number;
	wake: () => void;
}

/** A clock that jumps from one timer to the next, once everything that can run has run. */
export class VirtualClock implements Clock {
	timersSet = 0;
	private timers: Timer[] = [];

	constructor(private time = Date.UTC(2030, 0, 1, 12, 0, 0, 250)) {}

	/** What the time of day is set back by. */
	setBackMs = 0;

	/** How many somebody still waits for. */
	get timersLeft(): number {
		return this.timers.length;
	}

	now(): number {
		return this.time - this.setBackMs;
	}

	ticks(): number {
		return this.time;
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) return;
		this.timersSet++;
		await new Promise<void>((resolve) => {
			const timer = { at: this.time + Math.max(0, ms), order: this.timersSet, wake: resolve };
			this.timers.push(timer);
			signal?.addEventListener('abort', () => {
				this.timers = this.timers.filter((other) => other !== timer);
				resolve();
			});
		});
	}

	/** Lets time pass until the work is done; resolves with what it took in ms. */
	async elapse<T>(work: Promise<T>, limitMs = 24 * 3_600_000): Promise<{ value: T; ms: number }> {
		const started = this.time;
		let open = true;
		const done = work.finally(() => (open = false));
		done.catch(() => undefined);
		await settle();
		while (open) {
			const next = this.timers.sort((a, b) => a.at - b.at || a.order - b.order).shift();
			if (!next) throw new Error('Nothing is left to wait for, and the work is not done');
			if (next.at - started > limitMs) throw new Error(`Not done after ${limitMs} virtual ms`);
			this.time = Math.max(this.time, next.at);
			next.wake();
			await settle();
		}
		return { value: await done, ms: this.time - started };
	}
}

/** Everything that can run without time passing has run. */
export async function settle(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

/** Whether a call fits, and when the next one will. */
export interface Rule {
	take(now: number): { fits: boolean; left: number; resetAt: number };
	/** What its limit headers name. */
	limit: number;
}

/** Counts in windows that begin at multiples of their length. */
export function fixedWindow(limit: number, lengthMs: number): Rule {
	let started = -1;
	let used = 0;
	return {
		limit,
		take(now) {
			const current = Math.floor(now / lengthMs) * lengthMs;
			if (current !== started) [started, used] = [current, 0];
			const fits = used < limit;
			if (fits) used++;
			return { fits, left: limit - used, resetAt: started + lengthMs };
		},
	};
}

/** Counts what was accepted within the last `lengthMs`. */
export function slidingWindow(limit: number, lengthMs: number): Rule {
	let accepted: number[] = [];
	return {
		limit,
		take(now) {
			accepted = accepted.filter((at) => at > now - lengthMs);
			const fits = accepted.length < limit;
			if (fits) accepted.push(now);
			return { fits, left: limit - accepted.length, resetAt: accepted[0] + lengthMs };
		},
	};
}

export function tokenBucket(capacity: number, perSecond: number): Rule {
	let tokens = capacity;
	let last = 0;
	return {
		limit: capacity,
		take(now) {
			tokens = Math.min(capacity, tokens + ((now - last) / 1_000) * perSecond);
			last = now;
			const fits = tokens >= 1;
			if (fits) tokens--;
			const resetAt = now + Math.max(0, (1 - tokens) / perSecond) * 1_000;
			return { fits, left: Math.floor(tokens), resetAt };
		},
	};
}

export type HeaderStyle = 'none' | 'rateLimit' | 'retryAfter' | 'burstOnly';

export interface Server {
	send: (request: ApiRequest) => Promise<ApiResponse>;
	/** How often each path was carried out. */
	done: Map<string, number>;
	refused: number;
	mostInFlight: number;
	sentAt: number[];
}

/** A server that throttles with 429 and with 400, one after the other. */
export function simulateServer(
	clock: Clock,
	{
		rule,
		headers = 'none',
		latencyMs = 20,
	}: { rule?: Rule; headers?: HeaderStyle; latencyMs?: number },
): Server {
	let inFlight = 0;
	const server: Server = {
		done: new Map(),
		refused: 0,
		mostInFlight: 0,
		sentAt: [],
		async send({ path }) {
			server.mostInFlight = Math.max(server.mostInFlight, ++inFlight);
			server.sentAt.push(clock.now());
			await clock.sleep(latencyMs / 2);
			const now = clock.now();
			const verdict = rule?.take(now);
			if (verdict?.fits ?? true) server.done.set(path, (server.done.get(path) ?? 0) + 1);
			else server.refused++;
			const named = verdict ? limitHeaders(headers, { ...verdict, limit: rule?.limit }, now) : {};
			const answer = (verdict?.fits ?? true) ? success(named) : refusal(server.refused, named);
			await clock.sleep(latencyMs / 2);
			inFlight--;
			return answer;
		},
	};
	return server;
}

const success = (headers: Record<string, string>): ApiResponse => ({
	status: 200,
	headers,
	body: { id: 'x' },
});

const refusal = (count: number, headers: Record<string, string>): ApiResponse => ({
	status: count % 2 === 0 ? 400 : 429,
	headers,
	body: { errorCode: 'BURST_APIINVOCATION_LIMIT_EXCEEDED', message: 'Too many calls' },
});

function limitHeaders(
	style: HeaderStyle,
	{ fits, left, resetAt, limit }: ReturnType<Rule['take']> & { limit?: number },
	now: number,
): Record<string, string> {
	const hour = Math.ceil(now / 3_600_000) * 3_600;
	switch (style) {
		case 'rateLimit':
			return {
				'x-ratelimit-limit': String(limit),
				'x-ratelimit-remaining': String(left),
				'x-ratelimit-reset': String(Math.ceil(resetAt / 1_000)),
			};
		case 'retryAfter':
			return fits ? {} : { 'retry-after': String(Math.ceil((resetAt - now) / 1_000)) };
		case 'burstOnly':
			return {
				'x-ratelimit-limit': '3000',
				'x-ratelimit-remaining': '2900',
				'x-ratelimit-reset': String(hour),
				'x-burstlimit-limit': String(limit),
				'x-burstlimit-remaining': String(left),
			};
		default:
			return {};
	}
}
