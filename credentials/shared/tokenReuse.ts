import { createHash } from 'node:crypto';
import type { IssuedToken } from './tokenExchange';
import type { JwtSettings } from './validation';

/**
 * Who needs a new token, and who takes one that others have just got.
 *
 * The engine asks for a token in two situations only: none is stored, or the stored one has been
 * refused with 401 (and when a credential is tested). It asks once per item, all at the same time.
 */

export interface TokenReuseOptions {
	/** Milliseconds since 1970. */
	now?: () => number;
	/** How many credentials are remembered at a time. */
	maxEntries?: number;
}

interface Latest extends IssuedToken {
	issuedAt: number;
	/** How many times in a row a token was refused while it was still young. */
	earlyRefusals: number;
}

interface Entry {
	/** The exchange under way, which everyone waits for. */
	flight?: Promise<string>;
	latest?: Latest;
}

/** An item that still holds the token before takes the newer one within this time. */
export const REUSE_WINDOW_MS = 60_000;
/** A token refused younger than this is hardly refused for its age. */
export const EARLY_REFUSAL_MS = 30_000;
/** So many early refusals in a row mean that new tokens do not help: the 401 is about rights. */
export const MAX_EARLY_REFUSALS = 3;

const MAX_ENTRIES = 100;

export class TokenReuse {
	private readonly entries = new Map<string, Entry>();

	private readonly now: () => number;

	private readonly maxEntries: number;

	constructor({ now = Date.now, maxEntries = MAX_ENTRIES }: TokenReuseOptions = {}) {
		this.now = now;
		this.maxEntries = maxEntries;
	}

	get size(): number {
		return this.entries.size;
	}

	/**
	 * A token to go on with.
	 *
	 * @param key from `tokenKey`
	 * @param stored the token that n8n has stored and, unless it is empty, that was refused
	 * @param exchange gets a new one; its failure reaches all who wait and is not remembered
	 */
	async obtain(key: string, stored: string, exchange: () => Promise<IssuedToken>): Promise<string> {
		const entry = this.entry(key);
		if (entry.flight) return await entry.flight;
		const known = this.knownToken(entry.latest, stored);
		if (known !== undefined) return known;

		const flight = this.fly(entry, stored, exchange);
		entry.flight = flight;
		try {
			return await flight;
		} finally {
			entry.flight = undefined;
			this.forgetIdle();
		}
	}

	/** With nothing stored there is no known token: a test must see whether consent still stands. */
	private knownToken(latest: Latest | undefined, stored: string): string | undefined {
		if (stored === '' || !latest || this.isExpired(latest)) return undefined;
		const age = this.now() - latest.issuedAt;
		if (latest.accessToken !== stored) {
			return age < REUSE_WINDOW_MS ? latest.accessToken : undefined;
		}
		const pointless = age < EARLY_REFUSAL_MS && latest.earlyRefusals >= MAX_EARLY_REFUSALS;
		return pointless ? latest.accessToken : undefined;
	}

	private async fly(
		entry: Entry,
		stored: string,
		exchange: () => Promise<IssuedToken>,
	): Promise<string> {
		const before = entry.latest;
		const token = await exchange();
		const issuedAt = this.now();
		const refusedEarly =
			before !== undefined &&
			before.accessToken === stored &&
			issuedAt - before.issuedAt < EARLY_REFUSAL_MS &&
			!this.isExpired(before);
		entry.latest = {
			...token,
			issuedAt,
			earlyRefusals: refusedEarly ? before.earlyRefusals + 1 : 0,
		};
		return token.accessToken;
	}

	private isExpired({ issuedAt, expiresInSeconds = Infinity }: Latest): boolean {
		return this.now() - issuedAt >= expiresInSeconds * 1000;
	}

	/** The entry for a key, moved to the end: the front of the map is what was used longest ago. */
	private entry(key: string): Entry {
		const entry = this.entries.get(key) ?? {};
		this.entries.delete(key);
		this.entries.set(key, entry);
		return entry;
	}

	/** Drops tokens that nobody may take any more, and the oldest entries beyond the bound. */
	private forgetIdle(): void {
		for (const [key, { flight, latest }] of this.entries) {
			const stale = !latest || this.now() - latest.issuedAt >= REUSE_WINDOW_MS;
			if (!flight && (stale || this.entries.size > this.maxEntries)) this.entries.delete(key);
		}
	}
}

/** Stands for everything that shapes a token, without holding any of it. */
export function tokenKey(settings: JwtSettings): string {
	const parts = [
		settings.oauthBaseUrl,
		settings.integrationKey.toLowerCase(),
		settings.tokenSubject,
		settings.userId?.toLowerCase() ?? '',
		[...settings.scopes].sort(),
		settings.signingKey.digest,
	];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
