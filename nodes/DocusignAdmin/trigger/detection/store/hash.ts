import { createHash } from 'node:crypto';

/** Called for each character of each value of a poll, where even the way to a global shows. */
const { imul } = Math;

/**
 * Two well mixed 32-bit numbers from a text (cyrb53 by bryc, public domain). Not for security: the
 * state compares values by it, many thousand times a poll.
 */
function mix(text: string): [number, number] {
	let h1 = 0xdeadbeef;
	let h2 = 0x41c6ce57;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		h1 = imul(h1 ^ code, 2654435761);
		h2 = imul(h2 ^ code, 1597334677);
	}
	h1 = imul(h1 ^ (h1 >>> 16), 2246822507) ^ imul(h2 ^ (h2 >>> 13), 3266489909);
	h2 = imul(h2 ^ (h2 >>> 16), 2246822507) ^ imul(h1 ^ (h1 >>> 13), 3266489909);
	return [h1 >>> 0, h2 >>> 0];
}

/**
 * 53 bits that stand for a user id, whatever its form and case. Among 100,000 users the odds that
 * any two share one are about 1 in 1.8 million.
 */
export function userKey(userId: string): number {
	const [h1, h2] = mix(userId.toLowerCase());
	return (h2 & 0x1fffff) * 0x100000000 + h1;
}

/** A value's fingerprint of at most 32 bits: 1 in 2^bits changes looks like none. */
export const token = (text: string, bits: number): number =>
	bits === 32 ? mix(text)[0] : mix(text)[0] & ((1 << bits) - 1);

/** 32 hex digits that nobody meets twice, for event ids and for the scope. */
export const digest = (...parts: unknown[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
