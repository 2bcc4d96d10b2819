import fc from 'fast-check';
import {
	ByteReader,
	ByteWriter,
} from '../../../../../../nodes/DocusignAdmin/trigger/detection/store/bytes';
import { userKey } from '../../../../../../nodes/DocusignAdmin/trigger/detection/store/hash';
import { UserStore } from '../../../../../../nodes/DocusignAdmin/trigger/detection/store/userStore';
import { StringTable } from '../../../../../../nodes/DocusignAdmin/trigger/detection/store/stringTable';
import {
	EMPTY,
	type UserRecord,
} from '../../../../../../nodes/DocusignAdmin/trigger/detection/store/record';

const word = fc.oneof(fc.constant(null), fc.constant(undefined), fc.string({ minLength: 1 }));
const flag = fc.constantFrom(undefined, false, true);
const text = (bits: number) =>
	fc.oneof(fc.constantFrom(undefined, EMPTY), fc.nat({ max: 2 ** bits - 1 }));
const status = fc.option(fc.string({ minLength: 1 }), { nil: undefined });

const readAt = fc.option(fc.nat({ max: 2 ** 32 - 1 }), { nil: undefined });

const records: fc.Arbitrary<UserRecord> = fc.record({
	readAt,
	revision: fc.nat({ max: 255 }),
	settling: fc.boolean(),
	status,
	texts: fc.tuple(text(24), text(24), text(24), text(24)),
	job: fc.tuple(text(16), text(16)),
	words: fc.tuple(word, word, word),
	flags: fc.tuple(flag, flag),
	memberships: fc.array(
		fc.record({
			account: fc.string({ minLength: 1 }),
			status,
			access: fc.option(
				fc.record({
					profile: word,
					groups: fc.option(fc.nat({ max: 2 ** 24 - 1 }), { nil: undefined }),
				}),
				{ nil: undefined },
			),
		}),
		{ maxLength: 300, size: 'medium' },
	),
});

const entries = fc.uniqueArray(fc.tuple(fc.uuid(), records), { selector: ([id]) => id });

describe('the encoding', () => {
	test('gives every record back as it was, through JSON, whatever number of words', () => {
		fc.assert(
			fc.property(entries, fc.nat({ max: 20_000 }), (all, words) => {
				const strings = new StringTable();
				for (let each = 0; each < words; each++) strings.numberOf(`word ${each}`);
				const store = new UserStore({}, strings);
				for (const [id, record] of all) store.set(id, record);
				const users = store.store();
				const stored = JSON.parse(JSON.stringify({ users, strings: strings.store() })) as {
					users: typeof users;
					strings: ReturnType<StringTable['store']>;
				};
				const again = new UserStore(stored.users, new StringTable(stored.strings));
				for (const [id, record] of all) expect(again.get(id)).toEqual(record);
			}),
			{ numRuns: 50 },
		);
	});

	test('rewrites only the shards of users that changed', () => {
		fc.assert(
			fc.property(entries, records, (all, other) => {
				fc.pre(all.length > 0);
				const strings = new StringTable();
				const store = new UserStore({}, strings);
				for (const [id, record] of all) store.set(id, record);
				const before = store.store();
				const next = new UserStore(before, strings);
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
