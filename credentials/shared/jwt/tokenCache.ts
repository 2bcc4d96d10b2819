import { DocusignAuthError } from '../authError';
import type { IssuedToken } from './tokenExchange';

/**
 * Who needs a new token, and who takes one that others have got.
 *
 * The engine asks for a token in three situations: none is stored that belongs to the settings, the
 * stored one has been refused with 401, or a credential is tested. It asks once per item, all at the
 * same time.
 */

export interface Need {
	/** The token that was refused; empty where there was none to send. */
	refused: string;
	/** A test has to see whether the sign-in works: no token from before will do. */
	anew?: boolean;
	/** Somebody looks at a window: the server is asked whatever it said before. */
	isTest?: boolean;
}

export interface Obtained {
	accessToken: string;
	/** Issued just now, and not one that was known. */
	isNew: boolean;
}

export interface TokenCacheOptions {
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
	/** A refusal with which the server asked to be left alone for a while. */
	barred?: { from: number; until: number; error: unknown };
}

/** An item that still holds the token before takes the newer one within this time. */
export const REUSE_WINDOW_MS = 60_000;
/** A token refused younger than this is hardly refused for its age. */
export const EARLY_REFUSAL_MS = 30_000;
/** So many early refusals in a row mean that new tokens do not help: the 401 is about rights. */
export const MAX_EARLY_REFUSALS = 3;

/** A server is left alone for as long as it asks for, but not longer than this before it is asked again. */
export const LONGEST_BARRED_MS = 60_000;

/** A token whose end nobody told is taken for one of so many seconds. */
const LEAST_LIFETIME = (2 * REUSE_WINDOW_MS) / 1_000;
const MAX_ENTRIES = 100;

/** The newest token of each credential, and one exchange at a time for it. */
export class TokenCache {
	private readonly entries = new Map<string, Entry>();

	private readonly now: () => number;

	private readonly maxEntries: number;

	constructor({ now = Date.now, maxEntries = MAX_ENTRIES }: TokenCacheOptions = {}) {
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
	 * @param exchange gets a new one; its failure reaches all who wait. It is remembered only where the
	 * server asked for time: then whoever comes within it is told the same, except for a test
	 */
	async obtain(key: string, need: Need, exchange: () => Promise<IssuedToken>): Promise<Obtained> {
		const entry = this.entry(key);
		if (entry.flight) return { accessToken: await entry.flight, isNew: true };
		const known = need.anew ? undefined : this.knownToken(entry.latest, need.refused);
		if (known !== undefined) return { accessToken: known, isNew: false };
		if (!need.isTest && this.isBarred(entry)) throw entry.barred?.error;

		const flight = this.fly(entry, need.refused, exchange);
		entry.flight = flight;
		try {
			return { accessToken: await flight, isNew: true };
		} finally {
			entry.flight = undefined;
			this.forgetIdle();
		}
	}

	private knownToken(latest: Latest | undefined, refused: string): string | undefined {
		if (!latest || this.isExpired(latest)) return undefined;
		if (refused === '') return this.isYoung(latest) ? latest.accessToken : undefined;
		const age = this.now() - latest.issuedAt;
		if (latest.accessToken !== refused) {
			return age < REUSE_WINDOW_MS ? latest.accessToken : undefined;
		}
		const pointless = age < EARLY_REFUSAL_MS && latest.earlyRefusals >= MAX_EARLY_REFUSALS;
		return pointless ? latest.accessToken : undefined;
	}

	private async fly(
		entry: Entry,
		refused: string,
		exchange: () => Promise<IssuedToken>,
	): Promise<string> {
		const before = entry.latest;
		const token = await exchange().catch(async (error: unknown) => {
			entry.barred = this.barredBy(error);
			return await Promise.reject(error);
		});
		entry.barred = undefined;
		const issuedAt = this.now();
		const refusedEarly =
			before !== undefined &&
			before.accessToken === refused &&
			issuedAt - before.issuedAt < EARLY_REFUSAL_MS &&
			!this.isExpired(before);
		entry.latest = {
			...token,
			issuedAt,
			earlyRefusals: refusedEarly ? before.earlyRefusals + 1 : 0,
		};
		return token.accessToken;
	}

	private barredBy(error: unknown): Entry['barred'] {
		if (!(error instanceof DocusignAuthError) || error.retryAfterMs === undefined) return undefined;
		const from = this.now();
		return { from, until: from + Math.min(error.retryAfterMs, LONGEST_BARRED_MS), error };
	}

	/** Not by a clock that was set back, either. */
	private isBarred({ barred }: Entry): boolean {
		return barred !== undefined && this.now() >= barred.from && this.now() < barred.until;
	}

	private isExpired({ issuedAt, expiresInSeconds = Infinity }: Latest): boolean {
		return this.now() - issuedAt >= expiresInSeconds * 1000;
	}

	/** In the first half of its life, so that work that begins with it comes to an end with it. */
	private isYoung({ issuedAt, expiresInSeconds = LEAST_LIFETIME }: Latest): boolean {
		return this.now() - issuedAt < (expiresInSeconds * 1_000) / 2;
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
		for (const [key, entry] of this.entries) {
			const { flight, latest } = entry;
			const isOver =
				!latest || (!this.isYoung(latest) && this.now() - latest.issuedAt >= REUSE_WINDOW_MS);
			const stale = isOver && !this.isBarred(entry);
			if (!flight && (stale || this.entries.size > this.maxEntries)) this.entries.delete(key);
		}
	}
}
