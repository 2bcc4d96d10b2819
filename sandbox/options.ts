import type { TimeForm } from './http/times';
import { defaultSeed, type SeedOptions } from './state/seed';
import { type ClosingOptions, usualClosing } from './variants/closing';
import { type EntitlementOptions, everyPlan } from './variants/entitlements';
import { type ListOptions, usualLists } from './variants/lists';
import { type RefusalOptions, usualRefusals } from './variants/refusals';
import { type ScimOptions, usualScim } from './variants/scim';
import { type SignInOptions, usualSignIn } from './variants/signIn';

/** How calls are throttled. Several limits may hold at once; the tightest refuses. */
export interface RateLimitOptions {
	/** Calls in each second. Refused like a burst. */
	perSecond?: number;
	/** Calls in each 30 seconds; Docusign's is 500, in the developer environment 200. */
	burst?: number;
	/** Calls in each clock hour; Docusign's is 3,000. */
	hourly?: number;
	/** How a refused call is answered: 429, 400 with an error code, or one after the other. */
	answer: '429' | '400' | 'alternate';
	/** Whether answers carry X-RateLimit-* and X-BurstLimit-*. */
	headers: boolean;
	/**
	 * What X-RateLimit-* describe: the hour, as at Docusign, whose burst headers name no reset, or the
	 * window that is nearest to its limit. Unset: `hour` on the published contract, else `window`.
	 */
	describe?: 'hour' | 'window';
	/** How X-RateLimit-Reset names the end of that; `epochSeconds` unless told, as recorded. */
	resetAs?: TimeForm;
	/** How Retry-After of a refusal names the end of the window; none unless told. */
	retryAfterAs?: TimeForm;
}

/** Docusign's published limits. */
export const DOCUSIGN_LIMITS: RateLimitOptions = {
	burst: 500,
	hourly: 3000,
	answer: '400',
	headers: true,
};

/** How `next_uri` is spelled on the cursor contract. */
export type NextUriStyle =
	/** `/users?cursor=…`: without the organization, as in the contract's own sample. */
	| 'relative'
	/** `/v2/organizations/…/users?cursor=…`: below the base. */
	| 'prefixless'
	/** The whole path, from the server's root. */
	| 'path'
	/** With scheme and host. */
	| 'absolute';

export interface SandboxOptions
	extends
		SeedOptions,
		EntitlementOptions,
		ListOptions,
		RefusalOptions,
		ClosingOptions,
		ScimOptions,
		SignInOptions {
	/** 0 takes a free port. */
	port: number;
	/** Waited before every API and OAuth answer, in milliseconds; other calls go on meanwhile. */
	latencyMs: number;
	/** Unset: counted and reported against limits that nobody reaches. */
	rateLimit?: Partial<RateLimitOptions>;
	/**
	 * Calls of `/oauth/userinfo` in each clock hour, for each user and app; refused with
	 * 429 where `rateLimit` says so, else 400.
	 * Docusign has such a limit and does not name it.
	 */
	userinfoPerHour: number;
	/** `expires_in` of access tokens of the JWT grant. */
	tokenLifetimeSeconds: number;
	/** `expires_in` of access tokens of the Authorization Code Grant. */
	codeTokenLifetimeSeconds: number;
	nextUriStyle: NextUriStyle;
	/** What stands for a next page that does not exist, on both contracts. */
	lastPage: 'absent' | 'empty' | 'null';
	/** How coarsely `last_modified_since` and `last_modified` compare; Docusign's is not known. */
	lastModifiedPrecision: 'millisecond' | 'second' | 'day';
	/** The number of the first page of DSGroups; Docusign's is not known. */
	firstDsGroupPage: 0 | 1;
	/** The most DSGroups, or users of one, to a page; Docusign's is not known. */
	maxDsGroupPageSize: number;
	/** What becomes of a page asked for larger than that: a 400, or as many as there may be. */
	overlongDsGroupPage: 'refuse' | 'cap';
	/** Recorded requests kept; the oldest go first. */
	maxRecorded: number;
	/** The base of the sandbox's clock, epoch milliseconds. */
	now: () => number;
}

export const defaultOptions: SandboxOptions = {
	...defaultSeed,
	...everyPlan,
	...usualLists,
	...usualRefusals,
	...usualClosing,
	...usualScim,
	...usualSignIn,
	port: 0,
	latencyMs: 0,
	userinfoPerHour: 20,
	tokenLifetimeSeconds: 3600,
	codeTokenLifetimeSeconds: 28_800,
	nextUriStyle: 'relative',
	lastPage: 'absent',
	lastModifiedPrecision: 'millisecond',
	firstDsGroupPage: 1,
	maxDsGroupPageSize: 100,
	overlongDsGroupPage: 'refuse',
	maxRecorded: 100_000,
	now: Date.now,
};
