import { createHash } from 'node:crypto';
import type { IssuedToken } from './tokenExchange';
import type { JwtSettings } from './jwtSettings';

/**
 * Who needs a new token, and who takes one that others have just got.
 *
 * The engine asks for a token in two situations only: none is stored, or the stored one has been
 * refused with 401 (and when a credential is tested). It asks once per item, all at the same time.
 */

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
}

/** An item that still holds the token before takes the newer one within this time. */
export const REUSE_WINDOW_MS = 60_000;
/** A token refused younger than this is hardly refused for its age. */
export const EARLY_REFUSAL_MS = 30_000;
/** So many early refusals in a row mean that new tokens do not help: the 401 is about rights. */
export const MAX_EARLY_REFUSALS = 3;

const MAX_ENTRIES = 100;
const MAX_NOTES = 200;

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

/**
 * n8n stores a token without its scopes and its end, so both are known only in the process that
 * signed in, until it restarts. Scopes are kept by what the sign-in asked for: a message about the
 * request that a token was fetched for has to name what is missing, and does not know the token.
 */
const grants = new Map<string, readonly string[]>();
const ends = new Map<string, number>();

/** Everything that decides what a token may do. */
export interface Grantee {
	oauthBaseUrl: string;
	integrationKey: string;
	/** Left out for a token of the application itself. */
	userId?: string;
	/** Those that were asked for. */
	scopes: readonly string[];
}

/** Stands for its parts without holding any of them. */
const digest = (...parts: string[]) =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const granteeKey = ({ oauthBaseUrl, integrationKey, userId = '', scopes }: Grantee) =>
	digest(oauthBaseUrl, integrationKey.toLowerCase(), userId.toLowerCase(), ...[...scopes].sort());

/** Stands for everything that shapes a token. */
export const tokenKey = (settings: JwtSettings): string =>
	digest(granteeKey(settings), settings.signingKey.digest);

/** @param granted undefined where the answer did not say */
export const rememberGrant = (grantee: Grantee, granted: readonly string[] | undefined): void =>
	note(grants, granteeKey(grantee), granted);

/** @returns undefined where no answer said, or another process got the token */
export const grantOf = (grantee: Grantee): readonly string[] | undefined =>
	grants.get(granteeKey(grantee));

/** @param endsAt in epoch ms */
export const rememberTokenEnd = (token: string, endsAt: number): void =>
	note(ends, digest(token), endsAt);

/** @returns epoch ms; undefined for a token that another process got */
export const tokenEnd = (token: string): number | undefined => ends.get(digest(token));

function note<T>(notes: Map<string, T>, key: string, value: T | undefined): void {
	notes.delete(key);
	if (value !== undefined) notes.set(key, value);
	const [oldest] = notes.keys();
	if (notes.size > MAX_NOTES) notes.delete(oldest);
}
