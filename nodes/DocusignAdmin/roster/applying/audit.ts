import type { JsonObject } from '../../../shared/http';
import { digestOf } from '../canonical';

/** What the first record of a run has for the hash of the one before it. */
export const NO_RECORD = '0'.repeat(64);

/** A record with its place in the chain. */
export type ChainedRecord = JsonObject & {
	/** Place in the run, from 1, and how many records the run has: they tell where the end was cut off. */
	record_number: number;
	record_count: number;
	previous_hash: string;
	record_hash: string;
};

/** Chains the records of a run: each holds the hash of the one before it. */
export function auditChain(count: number) {
	let previous_hash = NO_RECORD;
	let number = 0;
	return (record: JsonObject): ChainedRecord => {
		number += 1;
		const placed = { ...record, record_number: number, record_count: count, previous_hash };
		const record_hash = digestOf(placed);
		previous_hash = record_hash;
		return { ...placed, record_hash };
	};
}

export type Flaw = 'altered' | 'cut' | 'reordered';

/** What is wrong with a file of records; `record`: where in the file, counted from 0. */
export interface AuditProblem {
	record: number;
	flaw: Flaw;
	said: string;
}

/** A record's hash, if its content still has it. */
function hashOf(record: JsonObject): string | undefined {
	const { record_hash: hash, ...content } = record;
	return typeof hash === 'string' && hash === digestOf(content) ? hash : undefined;
}

/**
 * Whether the records of one or several runs, one run after the other, are as they were written. A single
 * record that was altered, taken out or moved is found, and so is an end that was cut off; whoever writes the
 * whole chain anew, or takes out a run as a whole, is not: keep the last hash elsewhere against that.
 */
export function verifyAudit(records: readonly JsonObject[]): AuditProblem[] {
	const problems: AuditProblem[] = [];
	const tell = (record: number, flaw: Flaw, said: string) => problems.push({ record, flaw, said });
	if (records.length === 0) tell(0, 'cut', 'there are no records');
	const places = new Map<unknown, number>(records.map(({ record_hash }, n) => [record_hash, n]));
	const isElsewhere = ({ previous_hash: hash }: JsonObject) => places.has(hash);
	let before: JsonObject | undefined;
	for (const [at, record] of records.entries()) {
		const starts = before === undefined || isLast(before);
		if (hashOf(record) === undefined) {
			tell(at, 'altered', 'its content has another hash than it says');
		} else if (places.get(record.record_hash) !== at) {
			tell(at, 'reordered', 'it is there twice');
		} else if (starts && (record.record_number !== 1 || record.previous_hash !== NO_RECORD)) {
			tell(at, isElsewhere(record) ? 'reordered' : 'cut', 'it is not the first record of a run');
		} else if (!starts && record.previous_hash !== before?.record_hash) {
			const isMoved = record.record_number === 1 || isElsewhere(record);
			tell(at, isMoved ? 'reordered' : 'cut', 'it does not follow the record before it');
		} else if (!starts && record.record_number !== Number(before?.record_number) + 1) {
			tell(at, 'cut', 'its number does not follow');
		}
		before = record;
	}
	if (before !== undefined && !isLast(before)) {
		tell(records.length - 1, 'cut', `its run has ${String(before.record_count)} records`);
	}
	return problems;
}

const isLast = ({ record_number: number, record_count: count }: JsonObject): boolean =>
	typeof number === 'number' && number === count;
