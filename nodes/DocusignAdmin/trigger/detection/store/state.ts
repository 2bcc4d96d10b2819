import { createHash } from 'node:crypto';
import { isObject } from '../../../../shared/json';
import { digest } from './hash';
import type { StoredUsers } from './userStore';
import { StringTable, type StoredStrings } from './stringTable';
import type { Streams } from '../reading/listProgress';
import type { Beginning, FirstRun, Scope } from '../types';

const VERSION = 3;

/**
 * What is kept between polls, as JSON. Under 5 MB for 100,000 users (see `recordCodec.ts`); no names
 * and no addresses of users are in it, only fingerprints.
 */
export interface StoredState {
	version: number;
	/** What the state belongs to, see `Scope`. */
	scope: string;
	/** When the first baseline began, epoch milliseconds. */
	epoch: number;
	/** Counts the polls that ended: a poll that began with an older one must not be stored. */
	generation: number;
	/** Present until the first baseline is whole; says what to do with those who were there already. */
	firstRun?: FirstRun;
	/** Users known, and profiles read for the baseline. */
	users: number;
	profiles: number;
	streams: Streams;
	strings: StoredStrings;
	records: StoredUsers;
	/** Fingerprint of all the above. */
	check: string;
}

export type Unsealed = Omit<StoredState, 'check'>;

/** The accounts are not part of it: each list has a state of its own. */
const scopeOf = ({ contract, organizationId, baseUrl }: Scope): string =>
	digest(contract, organizationId, baseUrl ?? '');

/** A database may give the keys of an object back in another order. */
const inOrder = (_key: string, value: unknown): unknown =>
	isObject(value)
		? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
		: value;

function checkOf(state: Unsealed): string {
	const { version, scope, epoch, generation, users, profiles, records } = state;
	const { firstRun, streams, strings } = state;
	const hash = createHash('sha256');
	const small = [version, scope, epoch, generation, firstRun ?? '', users, profiles];
	hash.update(JSON.stringify([...small, streams, strings], inOrder));
	for (const shard of Object.keys(records).sort()) hash.update(`\n${shard}:${records[shard]}`);
	return hash.digest('base64').slice(0, 16);
}

export const seal = (state: Unsealed): StoredState => ({ ...state, check: checkOf(state) });

/** What tells one stored state from another; undefined where there is none. */
export const checkIn = (stored: unknown): string | undefined =>
	isObject(stored) && typeof stored.check === 'string' ? stored.check : undefined;

const emptyState = (scope: string, firstRun: FirstRun, now: number): Unsealed => ({
	version: VERSION,
	scope,
	epoch: now,
	generation: 0,
	firstRun,
	users: 0,
	profiles: 0,
	streams: {},
	strings: new StringTable().store(),
	records: {},
});

const AFRESH =
	'The trigger takes a fresh baseline now. Changes made since the last successful poll are not told.';

const MESSAGES = {
	firstRun: 'The trigger has no state yet and takes a baseline.',
	scopeChanged: `The organization, the API contract or the server is another than before. ${AFRESH}`,
	corrupt: `The stored state of the trigger is damaged. ${AFRESH}`,
	version: `The stored state of the trigger was written by another version of this node. ${AFRESH}`,
};

const isEmpty = (stored: unknown): boolean =>
	stored === undefined || stored === null || (isObject(stored) && Object.keys(stored).length === 0);

function isIntact(stored: Record<string, unknown>): boolean {
	const { check, ...state } = stored;
	const shapely =
		isObject(state.streams) &&
		isObject(state.records) &&
		isObject(state.strings) &&
		Object.values(state.records).every((shard) => typeof shard === 'string');
	return shapely && check === checkOf(state as unknown as Unsealed);
}

/** Why stored state cannot be continued; undefined when it can. */
function refusal(stored: unknown, scope: string): keyof typeof MESSAGES | undefined {
	if (isEmpty(stored)) return 'firstRun';
	if (!isObject(stored) || typeof stored.version !== 'number') return 'corrupt';
	if (stored.version !== VERSION) return 'version';
	if (!isIntact(stored)) return 'corrupt';
	return stored.scope === scope ? undefined : 'scopeChanged';
}

/**
 * The state to go on from, and whether it is the stored one. What cannot be used leads to a fresh
 * baseline, with a reason to be shown to the user unless it is the first run.
 */
export function openState(
	stored: unknown,
	scope: Scope,
	firstRun: FirstRun,
	now: number,
): { state: Unsealed; beginning: Beginning } {
	const fingerprint = scopeOf(scope);
	const reason = refusal(stored, fingerprint);
	if (reason === undefined) {
		return { state: stored as StoredState, beginning: { kind: 'continued' } };
	}
	const beginning = { kind: 'fresh', reason, message: MESSAGES[reason] } as const;
	return { state: emptyState(fingerprint, firstRun, now), beginning };
}
