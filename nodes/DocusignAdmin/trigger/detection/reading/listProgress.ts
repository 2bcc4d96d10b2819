import type { Position, StreamId } from '../types';

/**
 * How a list is read over time.
 *
 * - `opening`: before the baseline of an account, who was modified recently (a window that reaches back
 *   as far as the first real one will). Only where profiles are not shown in lists.
 * - `baseline`: the whole list.
 * - `window`: who was modified since the cursor, less the overlap.
 */
export type PassKind = 'opening' | 'baseline' | 'window';

/** One reading of a list, which may take several polls. */
export interface Pass {
	kind: PassKind;
	/** This node's clock, no later than the first request; becomes the cursor when the pass is whole. */
	startedAt: number;
	since?: number;
	position: Position | null;
	/** Polls it took so far, this one included. */
	parts: number;
	/** A poll stopped in it because it had found as much as it may tell. */
	crowded?: true;
	/** A second reading, after one that took several polls. */
	verifying?: true;
	/** When the profile was last read that was not read again for longest: the next window begins there. */
	goesOnAt?: number;
	/** A user came twice, so that the order of the list has changed and others may be missing. */
	unsteady?: boolean;
	/** How often the list was read again because of that. */
	readings?: number;
}

export interface StreamState {
	/** Everything modified before was seen; absent until the baseline of this list is whole, epoch ms. */
	cursor?: number;
	/** The number of the poll that last read of it: those left out for longest come first. */
	readIn?: number;
	/** How many polls in a row could not read it. */
	failures?: number;
	/** The cursor before, for one that a wrong clock has set into the future. */
	before?: number;
	/** Absent between polls that read everything. */
	pass?: Pass;
	/**
	 * Until when its account was not watched, epoch milliseconds: of profiles read until then nobody
	 * compared what they say of it. Absent once a whole window was read since.
	 */
	absentUntil?: number;
	/** Until then, a user marked as settling is not news (epoch milliseconds). */
	settlesUntil?: number;
}

/** Readings of a list whose order changes, until one is taken for whole. */
const MOST_READINGS = 3;
/** A first run waits for a list that cannot be read this many polls; then it is taken as one added later. */
const MOST_FAILURES = 3;

/** Whether a list still has to be read before changes are told. */
export const isAwaited = (stream: StreamState | undefined): boolean =>
	stream?.cursor === undefined && (stream?.failures ?? 0) < MOST_FAILURES;

/** The cursor of a list that is to be read whole once more, and told from. */
export const SINCE_EVER = 0;
/** A cursor further ahead than this was set by a clock that was wrong, ms. */
const AHEAD = 60_000;

/** The coarsest precision that `last_modified_since` is thought to have, with a day to spare. */
const SETTLING = 48 * 3_600_000;

export interface Rules {
	/** Lists do not show profiles. */
	opens: boolean;
	overlap: number;
	now: number;
	/**
	 * When the baseline of a list without one counts as begun: for the first baseline, when its first
	 * list was, since a user in several lists is noted as of the first that shows them.
	 */
	baselineFrom: number;
}

/** The pass to read now: the one begun, else the next of its stream. */
export function currentPass(stream: StreamState | undefined, rules: Rules): Pass {
	const { overlap, now, opens, baselineFrom } = rules;
	if (stream?.pass) return stream.pass;
	const begun = { position: null, parts: 1 };
	if (stream?.cursor !== undefined) {
		// A cursor in the future was set by a clock that was wrong: what it passed over is read.
		const { cursor, before = cursor } = stream;
		const from = cursor > now + AHEAD ? before : cursor;
		const since = Math.min(from, now) - overlap;
		return { kind: 'window', startedAt: now, ...(from === SINCE_EVER ? {} : { since }), ...begun };
	}
	const startedAt = baselineFrom;
	return opens
		? { kind: 'opening', startedAt, since: startedAt - overlap, ...begun }
		: { kind: 'baseline', startedAt, ...begun };
}

/** After a poll that did not get through a pass: it goes on from `position` in the next poll. */
export const heldPass = (
	stream: StreamState,
	pass: Pass,
	position: Position | null,
	crowded: boolean,
): StreamState => ({
	...stream,
	pass: { ...pass, position, parts: pass.parts + 1, ...(crowded ? { crowded } : {}) },
});

/**
 * After a pass that was read to its end with nothing left untold. The cursor moves to its beginning,
 * except that a pass of several parts is read again first: who moved over the seam between two parts
 * is met then. It is read until it is no longer crowded; where only time is short, once more must do.
 */
export function closedPass(stream: StreamState, pass: Pass, overlap: number): StreamState {
	if (pass.kind === 'opening') {
		const settlesUntil = pass.startedAt + overlap + SETTLING;
		const { startedAt } = pass;
		return {
			...stream,
			settlesUntil,
			pass: { kind: 'baseline', startedAt, position: null, parts: 1 },
		};
	}
	const { readings = 0 } = pass;
	const isUnsteady = pass.unsteady === true && readings < MOST_READINGS;
	if (pass.crowded || isUnsteady || (pass.parts > 1 && !pass.verifying)) {
		const { kind, startedAt, since } = pass;
		const again: Pass = {
			kind,
			startedAt,
			since,
			position: null,
			parts: 1,
			verifying: true,
			...(isUnsteady ? { readings: readings + 1 } : {}),
		};
		return { ...stream, pass: again };
	}
	const { settlesUntil } = stream;
	return {
		...(stream.readIn === undefined ? {} : { readIn: stream.readIn }),
		cursor: Math.min(pass.startedAt, pass.goesOnAt ?? Infinity),
		...(stream.cursor === undefined ? {} : { before: stream.cursor }),
		...(settlesUntil === undefined ? {} : { settlesUntil }),
	};
}

export type Streams = Record<StreamId, StreamState>;
