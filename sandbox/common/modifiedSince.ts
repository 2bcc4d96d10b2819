import type { SandboxOptions } from '../options';
import type { User } from '../state/model';
import { parseTime } from '../state/time';

const steps = { millisecond: 1, second: 1000, day: 24 * 3600 * 1000 };

/** Whether a user changed at or after a time, compared as coarsely as the sandbox is set to. */
export function modifiedSince(
	text: string,
	precision: SandboxOptions['lastModifiedPrecision'],
): (user: User) => boolean {
	const step = steps[precision];
	const since = Math.floor(parseTime(text) / step);
	return (user) => Math.floor(user.modifiedAt / step) >= since;
}
