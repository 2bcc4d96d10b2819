import type { SandboxOptions } from '../options';
import type { User } from '../state/model';
import { DAY, parseTime, SECOND } from '../state/time';

const steps = { millisecond: 1, second: SECOND, day: DAY };

/** Whether a user changed at or after a time, compared as coarsely as the sandbox is set to. */
export function modifiedSince(
	text: string,
	precision: SandboxOptions['lastModifiedPrecision'],
): (user: User) => boolean {
	const step = steps[precision];
	const since = Math.floor(parseTime(text) / step);
	return (user) => Math.floor(user.modifiedAt / step) >= since;
}
