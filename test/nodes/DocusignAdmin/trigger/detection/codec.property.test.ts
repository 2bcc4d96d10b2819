import fc from 'fast-check';
import { ByteReader, ByteWriter } from '../../../../../nodes/DocusignAdmin/trigger/detection/bytes';
import { userKey } from '../../../../../nodes/DocusignAdmin/trigger/detection/hash';
import { Ledger } from '../../../../../nodes/DocusignAdmin/trigger/detection/userStore';
import { Lexicon } from '../../../../../nodes/DocusignAdmin/trigger/detection/stringTable';
import {
	EMPTY,
	type UserRecord,
} from '../../../../../nodes/DocusignAdmin/trigger/detection/record';
import { Watch } from '../../../../../nodes/DocusignAdmin/trigger/detection/recheckList';

const word = fc.oneof(fc.constant(null), fc.constant(undefined), fc.string({ minLength: 1 }));
const flag = fc.constantFrom(undefined, false, true);
const text = (bits: number) =>
	fc.oneof(fc.constantFrom(undefined, EMPTY), fc.nat({ max: 2 ** bits - 1 }));
const status = fc.option(fc.string({ minLength: 1 }), { nil: undefined });

const records: fc.Arbitrary<UserRecord> = fc.record({
	revision: fc.nat({ max: 255 }),
	settling: fc.boolean(),
	status,
	texts: fc.tuple(text(24), text(24), text(24), text(24)),
	words: fc.tuple(word, word, word),
	flags: fc.tuple(flag, flag),
	memberships: fc.array(
		fc.record({
			account: fc.string({ minLength: 1 }),
			status,
			access: fc.option(
				fc.record({
					profile: fc.option(fc.string({ minLength: 1 })),
					groups: fc.nat({ max: 2 ** 24 - 1 }),
				}),
				{ nil: undefined },
			),
			job: fc.tuple(text(16), text(16)),
		}),
		{ maxLength: 300, size: 'medium' },
	),
});

const entries = fc.uniqueArray(fc.tuple(fc.uuid(), records), { selector: ([id]) => id });

describe('the encoding', () => {
	test('gives every record back as it was, through JSON, whatever number of words', () => {
		fc.assert(
			fc.property(entries, fc.nat({ max: 20_000 }), (all, words) => {
				const lexicon = new Lexicon();
				for (let each = 0; each < words; each++) lexicon.numberOf(`word ${each}`);
				const ledger = new Ledger({}, lexicon);
				for (const [id, record] of all) ledger.set(id, record);
				const users = ledger.store();
				const stored = JSON.parse(JSON.stringify({ users, lexicon: lexicon.store() })) as {
					users: typeof users;
					lexicon: ReturnType<Lexicon['store']>;
				};
				const again = new Ledger(stored.users, new Lexicon(stored.lexicon));
				for (const [id, record] of all) expect(again.get(id)).toEqual(record);
			}),
			{ numRuns: 50 },
		);
	});

	test('rewrites only the shards of users that changed', () => {
		fc.assert(
			fc.property(entries, records, (all, other) => {
				fc.pre(all.length > 0);
				const lexicon = new Lexicon();
				const ledger = new Ledger({}, lexicon);
				for (const [id, record] of all) ledger.set(id, record);
				const before = ledger.store();
				const next = new Ledger(before, lexicon);
				next.set(all[0][0], other);
				const after = next.store();
				const shard = String(userKey(all[0][0]) % 64);
				for (const each of Object.keys(before)) {
					if (each !== shard) expect(after[each]).toBe(before[each]);
				}
			}),
			{ numRuns: 50 },
		);
	});

	test('gives numbers of any size back', () => {
		const numbers = fc.array(fc.nat({ max: Number.MAX_SAFE_INTEGER }), { maxLength: 50 });
		fc.assert(
			fc.property(numbers, (all) => {
				const out = new ByteWriter();
				for (const each of all) out.varint(each);
				const from = new ByteReader(out.base64());
				expect(all.map(() => from.varint())).toEqual(all);
				expect(from.done).toBe(true);
			}),
		);
	});

	test('gives the watched users back, oldest first, and leaves ids alone that are not GUIDs', () => {
		const times = fc.nat({ max: Date.UTC(2100, 0) });
		const watched = fc.uniqueArray(fc.tuple(fc.uuid(), times), { selector: ([id]) => id });
		fc.assert(
			fc.property(watched, (all) => {
				const watch = new Watch();
				for (const [id, readAt] of all) watch.set(id.toUpperCase(), readAt);
				watch.set('somebody', 1);
				const again = new Watch(watch.store());
				expect(new Map(again.entries())).toEqual(new Map(all));
				const readings = again.entries().map(([, readAt]) => readAt);
				expect(readings).toEqual([...readings].sort((a, b) => a - b));
			}),
		);
	});

	test('lets the oldest go when more are watched than are kept', () => {
		const watch = new Watch();
		const id = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
		for (let index = 0; index < 9000; index++) watch.set(id(index), index);
		expect(watch.entries()).toHaveLength(8000);
		expect(watch.get(id(999))).toBeUndefined();
		expect(watch.get(id(8999))).toBe(8999);
	});
});

describe('keys', () => {
	test('do not depend on the case of ids, and differ for ids that count up', () => {
		const ids = Array.from(
			{ length: 20_000 },
			(_, index) => `ABCDEF00-0000-4000-8000-${String(index).padStart(12, '0')}`,
		);
		expect(new Set(ids.map(userKey)).size).toBe(ids.length);
		expect(userKey(ids[7].toLowerCase())).toBe(userKey(ids[7]));
		const shards = new Set(ids.slice(0, 2000).map((id) => userKey(id) % 64));
		expect(shards.size).toBe(64);
	});
});
