import { readLimitHeaders } from '../../../shared/transport/limits/limitHeaders';
import { ok, skipped, warning, type CheckResult } from '../checkResult';
import type { Findings } from '../probeAll';
import { utc } from '../texts';

/** Below this share of the hour's requests, other work may run into the limit. */
const LITTLE_LEFT = 0.1;
/** Further apart than this, signing in may fail: an assertion is good for some minutes only. */
const NOTABLE_SKEW_MS = 60_000;

/** Headers of the latest answer: the budget it names is the newest. */
const latestHeaders = ({ tried }: Findings): Record<string, string> | undefined =>
	[...tried.values()].flatMap((each) => ('headers' in each ? [each.headers] : [])).at(-1);

/** How many requests are left until the hour is over. */
export function budget(found: Findings): CheckResult {
	const headers = latestHeaders(found);
	if (!headers) return skipped('No request succeeded, so Docusign named no limit.');
	const read = readLimitHeaders(headers, found.now);
	const { limit, remaining, resetAt, burstLimit, burstRemaining } = read;
	if (remaining === undefined) return skipped("Docusign's answers named no limit.");
	const details = {
		limit,
		remaining,
		...(resetAt !== undefined && { resets_on: new Date(resetAt).toISOString() }),
		burst_limit: burstLimit,
		burst_remaining: burstRemaining,
	};
	const of = limit === undefined ? '' : ` of ${limit}`;
	const until = resetAt === undefined ? '' : ` until ${utc(resetAt)}`;
	const message = `${remaining}${of} requests are left${until}, for all apps of the account.`;
	const little = limit !== undefined && remaining < limit * LITTLE_LEFT;
	return little
		? warning(message, {
				remedy: 'Run large lists after that time, or spread them over several hours.',
				details,
			})
		: ok(message, { details });
}

/** Whether the clock here agrees with Docusign's. */
export function clock(found: Findings): CheckResult {
	const theirs = Date.parse(latestHeaders(found)?.date ?? '');
	if (Number.isNaN(theirs)) return skipped('No answer of Docusign told the time.');
	const skew = found.now - theirs;
	const details = { seconds_ahead: Math.round(skew / 1_000) };
	if (Math.abs(skew) <= NOTABLE_SKEW_MS) {
		return ok("The clock here agrees with Docusign's.", { details });
	}
	const minutes = Math.round(Math.abs(skew) / 60_000);
	const side = skew > 0 ? 'ahead of' : 'behind';
	return warning(`The clock here is ${minutes} min ${side} Docusign's.`, {
		remedy:
			'Set the clock of the computer n8n runs on, best by NTP: when it is far off, signing in fails.',
		details,
	});
}
