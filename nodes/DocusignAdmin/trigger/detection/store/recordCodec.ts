import type { ByteReader, ByteWriter } from './bytes';
import type { StringTable } from './stringTable';
import {
	EMPTY,
	type Flag,
	type Membership,
	NO_JOB,
	NO_WORDS,
	type Text,
	type UserRecord,
	type Word,
} from './record';

/**
 * A user as bytes. Measured for 100,000 users with 1.2 memberships each, as JSON with base64:
 * 3.3 MB after a published baseline, 4.2 MB when every profile has been read, 4.5 MB on the cursor
 * contract with title and company of everybody; with a hundred accounts, eight profiles in each and ten
 * groups a user 3.3, 4.4 and 4.6 MB: see the size test.
 *
 * | bytes | what |
 * |---|---|
 * | 6 | key: 53 bits of the user id, less the 6 that the shard tells |
 * | 1 | revision |
 * | 1 | for each text: never shown, empty or kept (2 bits each) |
 * | 1 | settling (1 bit), each flag (2 bits), profiled (1 bit), memberships (2 bits, 3 = a count follows) |
 * | 1 | status, federated status, language, and which of time, title and company follow, as the number of a combination |
 * | 4 | when the profile was read, only where it was |
 * | 1 | default account, only when profiled: which of the memberships |
 * | 3 each | fingerprints of user name, first name, last name, e-mail |
 * | 2 each | fingerprints of title and company |
 * | 2 + 3 each | memberships: the number of account, status and profile; state; groups once read |
 *
 * The trade-off: 24 bits let 1 change in 16 million of a text or of groups go by unnoticed, 16 bits 1
 * in 65,000 of a title; the full values would be ten times the size and personal data in the state.
 * Numbers above 127 take a byte more: of accounts times profiles, mostly.
 */
const TEXT_BYTES = 3;
const JOB_BYTES = 2;
const GROUP_BYTES = 3;
const TIME_BYTES = 4;
const MANY = 3;

const stateOf = (text: Text): number => (text === undefined ? 0 : text === EMPTY ? 1 : 2);
const flagNumber = (flag: Flag): number => (flag === undefined ? 0 : flag ? 2 : 1);
const flagOf = (number: number): Flag => (number === 0 ? undefined : number === 2);

function writeTexts(out: ByteWriter, texts: readonly Text[], size: number): void {
	for (const text of texts) if (stateOf(text) === 2) out.uint(text as number, size);
}

function readTexts(from: ByteReader, states: number, count: number, size: number): Text[] {
	const texts: Text[] = [];
	for (let index = 0; index < count; index++) {
		const state = (states >> (2 * index)) & 3;
		texts.push(state === 0 ? undefined : state === 1 ? EMPTY : from.uint(size));
	}
	return texts;
}

const pack = (states: readonly number[]): number =>
	states.reduce((packed, state, index) => packed | (state << (2 * index)), 0);

function writeMembership(out: ByteWriter, strings: StringTable, membership: Membership): void {
	const { account, status, access } = membership;
	const words = [account, status, access?.profile].map((word) => strings.numberOf(word));
	out.varint(strings.phraseOf('memberships', words));
	const { groups } = access ?? {};
	out.uint((access ? 1 : 0) | (groups === undefined ? 0 : 2), 1);
	if (groups !== undefined) out.uint(groups, GROUP_BYTES);
}

function readMembership(from: ByteReader, strings: StringTable): Membership {
	const numbers = strings.numbersIn('memberships', from.varint());
	const [account, status, profile] = numbers.map((number) => strings.wordOf(number));
	const shown = from.uint(1);
	const groups = shown & 2 ? from.uint(GROUP_BYTES) : undefined;
	const access = shown & 1 ? { profile, ...(groups === undefined ? {} : { groups }) } : undefined;
	return { account: account ?? '', status: status ?? undefined, access };
}

/** Mostly one of the user's own accounts: its place among them, behind what else it may be. */
const OTHER = 2;
const OWN = 3;

function writeHome(
	out: ByteWriter,
	strings: StringTable,
	home: Word,
	own: readonly Membership[],
): void {
	const place = own.findIndex(({ account }) => account === home);
	if (place >= 0) return out.varint(OWN + place);
	if (typeof home !== 'string') return out.varint(strings.numberOf(home));
	out.varint(OTHER);
	out.varint(strings.numberOf(home));
}

function readHome(from: ByteReader, strings: StringTable): (own: readonly Membership[]) => Word {
	const place = from.varint();
	const other = place >= OWN ? undefined : strings.wordOf(place === OTHER ? from.varint() : place);
	return (own) => (place >= OWN ? own[place - OWN]?.account : other);
}

/** Writes a user behind its key. */
export function writeRecord(out: ByteWriter, strings: StringTable, record: UserRecord): void {
	const { memberships, status, words, job, readAt } = record;
	const [policy, language, home] = words;
	const profiled = words.some((word) => word !== undefined);
	const count = Math.min(memberships.length, MANY);
	out.uint(record.revision, 1);
	out.uint(pack(record.texts.map(stateOf)), 1);
	out.uint(
		(record.settling ? 1 : 0) |
			(profiled ? 2 : 0) |
			(pack(record.flags.map(flagNumber)) << 2) |
			(count << 6),
		1,
	);
	const common = [status, policy, language].map((word) => strings.numberOf(word));
	const shown = pack([readAt === undefined ? 0 : 1, ...job.map(stateOf)]);
	out.varint(strings.phraseOf('users', [...common, shown]));
	if (readAt !== undefined) out.uint(readAt, TIME_BYTES);
	if (profiled) writeHome(out, strings, home, memberships);
	writeTexts(out, record.texts, TEXT_BYTES);
	writeTexts(out, job, JOB_BYTES);
	if (count === MANY) out.varint(memberships.length);
	for (const membership of memberships) writeMembership(out, strings, membership);
}

/** The user that `writeRecord` has written. */
export function readRecord(from: ByteReader, strings: StringTable): UserRecord {
	const revision = from.uint(1);
	const textStates = from.uint(1);
	const head = from.uint(1);
	const common = strings.numbersIn('users', from.varint());
	const [status, policy, language] = common.slice(0, 3).map((number) => strings.wordOf(number));
	const shown = common[3] ?? 0;
	const readAt = (shown & 3) === 0 ? undefined : from.uint(TIME_BYTES);
	const homeIn = head & 2 ? readHome(from, strings) : undefined;
	const texts = readTexts(from, textStates, 4, TEXT_BYTES);
	const job = shown >> 2 === 0 ? NO_JOB : readTexts(from, shown >> 2, NO_JOB.length, JOB_BYTES);
	const count = head >> 6 === MANY ? from.varint() : head >> 6;
	const memberships = Array.from({ length: count }, () => readMembership(from, strings));
	return {
		revision,
		settling: (head & 1) === 1,
		...(readAt === undefined ? {} : { readAt }),
		status: status ?? undefined,
		texts,
		job,
		words: homeIn ? [policy, language, homeIn(memberships)] : NO_WORDS,
		flags: [flagOf((head >> 2) & 3), flagOf((head >> 4) & 3)],
		memberships,
	};
}
