import type { JsonValue } from '../../../../shared/http';
import type { StringTable } from '../store/stringTable';
import {
	FLAG_FIELDS,
	isClosed,
	JOB_FIELDS,
	sameStatus,
	TEXT_FIELDS,
	WORD_FIELDS,
} from '../store/record';
import type { Membership, UserRecord } from '../store/record';

/** One field that is different. */
export interface FieldChange {
	field: string;
	/** What it was and what it is, as far as it identifies the change. */
	from: JsonValue;
	to: JsonValue;
	/** What it was, for the user; absent where only a fingerprint is known. */
	previous?: JsonValue;
}

const differs = (before: unknown, after: unknown): boolean =>
	before !== undefined && after !== undefined && before !== after;

const plain = (field: string, from: JsonValue, to: JsonValue): FieldChange => ({ field, from, to });

const exact = (field: string, from: JsonValue, to: JsonValue): FieldChange => ({
	field,
	from,
	to,
	previous: from,
});

/** Statuses are compared and told apart without regard to their spelling. */
export const statusChange = (
	field: string,
	before: string | undefined,
	after: string | undefined,
): FieldChange[] =>
	before === undefined || after === undefined || sameStatus(before, after)
		? []
		: [
				{
					field,
					from: before.toLowerCase(),
					to: after.toLowerCase(),
					previous: before,
				},
			];

/** What is different about the user as such, apart from the status. */
export function userFields(before: UserRecord, after: UserRecord): FieldChange[] {
	const compare =
		(change: typeof plain, from: readonly JsonValue[], to: readonly JsonValue[]) =>
		(field: string, index: number) =>
			differs(from[index], to[index]) ? [change(field, from[index], to[index])] : [];
	return [
		...TEXT_FIELDS.flatMap(compare(plain, before.texts, after.texts)),
		...WORD_FIELDS.flatMap(compare(exact, before.words, after.words)),
		...FLAG_FIELDS.flatMap(compare(exact, before.flags, after.flags)),
		...JOB_FIELDS.flatMap(compare(plain, before.job, after.job)),
	];
}

/**
 * What is different about what a membership allows. Where it was never read before, both fields are
 * taken to be different if `suspicious`, unless the membership has just been opened. A closed one
 * allows nothing.
 */
export function accessFields(
	before: Membership,
	after: Membership,
	strings: StringTable,
	suspicious: boolean,
): FieldChange[] {
	const was = before.access;
	const now = after.access;
	if (!now || isClosed(after.status)) return [];
	if (!was) {
		return suspicious && !isClosed(before.status)
			? [plain('permission_profile', 'unread', now.profile), plain('groups', 'unread', now.groups)]
			: [];
	}
	const groups = was.groups === undefined ? undefined : strings.groups(was.groups);
	return [
		...(differs(was.profile, now.profile)
			? [
					{
						...plain('permission_profile', was.profile, now.profile),
						previous: strings.profile(was.profile ?? null),
					},
				]
			: []),
		...(differs(was.groups, now.groups)
			? [
					{
						...plain('groups', was.groups, now.groups),
						...(groups === undefined ? {} : { previous: groups }),
					},
				]
			: []),
	];
}
