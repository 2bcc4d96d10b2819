import type { Throttle } from './throttle';

const MOST_THROTTLES = 100;

export type ThrottleRegistry = (key: string, create: () => Throttle) => Throttle;

/**
 * Keeps one throttle per key, the most recently used ones. A throttle that is in use is never given up, since a
 * second one beside it would not know of its requests.
 */
export function createThrottleRegistry(most = MOST_THROTTLES): ThrottleRegistry {
	const throttles = new Map<string, Throttle>();
	return (key, create) => {
		const throttle = throttles.get(key) ?? create();
		throttles.delete(key);
		if (throttles.size >= most) {
			const [oldestIdle] = [...throttles].find(([, each]) => each.isIdle()) ?? [];
			if (oldestIdle !== undefined) throttles.delete(oldestIdle);
		}
		throttles.set(key, throttle);
		return throttle;
	};
}

/** The throttles of this process, by API host and integration key: Docusign counts per key and account. */
export const throttleFor = createThrottleRegistry();
