import type { RateLimitOptions } from '../options';
import { HOUR, SECOND } from '../state/time';
import type { Answer } from './answer';
import { writeTime } from './times';

interface Window {
	name: 'hourly' | 'burst';
	limit: number;
	lengthMs: number;
	started: number;
	used: number;
}

/** Reported where no limit is set: so far off that no client slows down for them. */
const UNREACHED = { hourly: 1_000_000_000, burst: 1_000_000 };

const errorCodes = {
	hourly: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED',
	burst: 'BURST_APIINVOCATION_LIMIT_EXCEEDED',
};

const messages = {
	hourly: 'The maximum number of hourly API invocations has been exceeded.',
	burst: 'The maximum number of burst API invocations has been exceeded.',
};

/** Counts calls in fixed windows, as Docusign does: an hour begins at the full hour. */
export class RateLimiter {
	private readonly windows: Window[];
	private refusals = 0;

	constructor(private readonly options: Partial<RateLimitOptions> = {}) {
		const { hourly = UNREACHED.hourly, burst = UNREACHED.burst, perSecond } = options;
		this.windows = [
			window('hourly', hourly, HOUR),
			window('burst', burst, 30 * SECOND),
			...(perSecond === undefined ? [] : [window('burst', perSecond, SECOND)]),
		];
	}

	/**
	 * Counts a call. Returns the headers every answer carries, and the refusal where a limit is used
	 * up; a refused call does not count.
	 */
	take(
		now: number,
		describe: 'hour' | 'window',
	): { headers: Record<string, string>; refusal?: Answer } {
		for (const each of this.windows) {
			const started = Math.floor(now / each.lengthMs) * each.lengthMs;
			if (started !== each.started) Object.assign(each, { started, used: 0 });
		}
		const exceeded = this.windows.find(({ used, limit }) => used >= limit);
		if (!exceeded) for (const each of this.windows) each.used++;
		const headers = this.options.headers === false ? {} : this.headers(now, describe);
		return exceeded ? { headers, refusal: this.refusal(now, exceeded) } : { headers };
	}

	private refusal(now: number, exceeded: Window): Answer {
		const { answer = '400', retryAfterAs } = this.options;
		const { name } = exceeded;
		const first = answer === '429' || (answer === 'alternate' && this.refusals % 2 === 0);
		this.refusals++;
		return {
			status: first ? 429 : 400,
			body: { errorCode: errorCodes[name], message: messages[name] },
			...(retryAfterAs === undefined
				? {}
				: { headers: { 'retry-after': writeTime(retryAfterAs, endOf(exceeded), now) } }),
		};
	}

	private headers(now: number, describe: 'hour' | 'window'): Record<string, string> {
		const [hour, ...bursts] = this.windows;
		const burst = tightest(bursts);
		const described =
			(this.options.describe ?? describe) === 'hour' ? hour : tightest(this.windows);
		return {
			'x-ratelimit-limit': String(described.limit),
			'x-ratelimit-remaining': String(described.limit - described.used),
			'x-ratelimit-reset': writeTime(this.options.resetAs ?? 'epochSeconds', endOf(described), now),
			'x-burstlimit-limit': String(burst.limit),
			'x-burstlimit-remaining': String(burst.limit - burst.used),
		};
	}
}

const window = (name: Window['name'], limit: number, lengthMs: number): Window => ({
	name,
	limit,
	lengthMs,
	started: -1,
	used: 0,
});

const endOf = ({ started, lengthMs }: Window): number => started + lengthMs;

const tightest = (windows: readonly Window[]): Window =>
	windows.reduce((a, b) => (b.limit - b.used < a.limit - a.used ? b : a));
