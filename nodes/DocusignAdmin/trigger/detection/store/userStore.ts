import { ByteReader, ByteWriter } from './bytes';
import { userKey } from './hash';
import type { StringTable } from './stringTable';
import { saysMore, type UserRecord } from './record';
import { readRecord, writeRecord } from './recordCodec';

/** Shard number → packed records, base64. */
export type StoredUsers = Record<string, string>;

const SHARDS = 64;
const KEY_BYTES = 6;

type Shard = Map<number, UserRecord>;

/**
 * What was last told of each user, kept in 64 shards by user, since most events are about a user
 * and not about one account. A shard is unpacked when one of its users is asked for and packed again
 * only when one of them changed; a quiet poll touches none.
 */
export class UserStore {
	private readonly open = new Map<number, Shard>();
	private readonly changed = new Set<number>();
	private added = 0;
	private completed = false;

	constructor(
		private readonly stored: StoredUsers,
		private readonly strings: StringTable,
	) {}

	/** How many users were set that were not there before. */
	get newUsers(): number {
		return this.added;
	}

	/** Whether something was set that was not known before of a user who was there. */
	get saysMore(): boolean {
		return this.completed;
	}

	get(userId: string): UserRecord | undefined {
		const key = userKey(userId);
		return this.shard(key % SHARDS).get(Math.floor(key / SHARDS));
	}

	set(userId: string, record: UserRecord): void {
		const key = userKey(userId);
		const shard = this.shard(key % SHARDS);
		const before = shard.get(Math.floor(key / SHARDS));
		if (!before) this.added++;
		else this.completed ||= saysMore(before, record);
		shard.set(Math.floor(key / SHARDS), record);
		this.changed.add(key % SHARDS);
	}

	/** The users to store; a shard that did not change is the same string as before. */
	store(): StoredUsers {
		const users = { ...this.stored };
		for (const number of this.changed) users[number] = this.pack(this.shard(number));
		return users;
	}

	private shard(number: number): Shard {
		let shard = this.open.get(number);
		if (!shard) {
			shard = this.unpack(this.stored[number] ?? '');
			this.open.set(number, shard);
		}
		return shard;
	}

	private unpack(packed: string): Shard {
		const shard: Shard = new Map();
		const from = new ByteReader(packed);
		while (!from.done) shard.set(from.uint(KEY_BYTES), readRecord(from, this.strings));
		return shard;
	}

	private pack(shard: Shard): string {
		const out = new ByteWriter();
		for (const [key, record] of shard) {
			out.uint(key, KEY_BYTES);
			writeRecord(out, this.strings, record);
		}
		return out.base64();
	}
}
