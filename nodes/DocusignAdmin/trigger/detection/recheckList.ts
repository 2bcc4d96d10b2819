import { ByteReader, ByteWriter } from './bytes';

/**
 * Users whose profile was read while a window returned them, and when. Windows overlap, so they will
 * be returned again without having changed again; and a list item does not show whether profile or
 * groups did. Reading all of them each poll would cost a change ten requests, not reading them would
 * miss the second of two changes. So they wait here and a few are read again each poll, those first
 * that were not read for longest, until a window no longer returns them and they were read since.
 *
 * Beyond `MOST`, the oldest are let go: when a window returns such a user, the profile is simply read.
 */
const MOST = 8_000;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const WORDS = [0, 8, 16, 24];
const TIME_BYTES = 6;

export class Watch {
	/** User id → when the profile was read, epoch milliseconds. */
	private readonly readAt = new Map<string, number>();

	constructor(stored = '') {
		const from = new ByteReader(stored);
		while (!from.done) {
			const hex = WORDS.map(() => from.uint(4).toString(16).padStart(8, '0')).join('');
			const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
			this.readAt.set(id, from.uint(TIME_BYTES));
		}
	}

	get(userId: string): number | undefined {
		return this.readAt.get(userId.toLowerCase());
	}

	/** Ids that are not GUIDs are not watched: their profile is read whenever a window returns them. */
	set(userId: string, readAt: number): void {
		const id = userId.toLowerCase();
		if (!GUID.test(id)) return;
		this.readAt.delete(id);
		this.readAt.set(id, readAt);
		if (this.readAt.size > MOST) this.readAt.delete(this.readAt.keys().next().value as string);
	}

	delete(userId: string): void {
		this.readAt.delete(userId.toLowerCase());
	}

	/** All of them, oldest reading first. */
	entries(): Array<[userId: string, readAt: number]> {
		return [...this.readAt].sort(([, a], [, b]) => a - b);
	}

	/** 22 bytes each, as base64. */
	store(): string {
		const out = new ByteWriter();
		for (const [id, readAt] of this.readAt) {
			const hex = id.replaceAll('-', '');
			for (const start of WORDS) out.uint(parseInt(hex.slice(start, start + 8), 16), 4);
			out.uint(readAt, TIME_BYTES);
		}
		return out.base64();
	}
}
