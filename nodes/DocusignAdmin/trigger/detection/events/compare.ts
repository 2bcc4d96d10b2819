import type { JsonValue } from '../../../../shared/http';
import type { StringTable } from '../store/stringTable';
import {
	FLAG_FIELDS,
	isClosed,
	JOB_FIELDS,
	type Membership,
	TEXT_FIELDS,
	type UserRecord,
	WORD_FIELDS,
} from '../store/record';

/** One field that is different. */
export interface FieldChange {
	field: string;
	/** What it was and what it is, as far as it identifies the change. */
	from: JsonValue;
	to: JsonValue;
	/** What it was, for the user; undefined where only a fingerprint is known. */
	previous?: JsonValue;
	/** Whether it is different is not known: it was never read before. */
	guessed?: true;
}

/** A field's change, if both values are known and differ. */
const compared = (
	field: string,
	from: JsonValue,
	to: JsonValue,
	previous?: JsonValue,
): FieldChange[] =>
	from === undefined || to === undefined || from === to ? [] : [{ field, from, to, previous }];

/** Statuses are compared and told apart without regard to their spelling. */
export const statusChange = (
	field: string,
	before: string | undefined,
	after: string | undefined,
): FieldChange[] => compared(field, before?.toLowerCase(), after?.toLowerCase(), before);

/** What is different about the user as such, apart from the status. */
export function userFields(before: UserRecord, after: UserRecord): FieldChange[] {
	const inList =
		(from: readonly JsonValue[], to: readonly JsonValue[], previous: readonly JsonValue[] = []) =>
		(field: string, index: number) =>
			compared(field, from[index], to[index], previous[index]);
	return [
		...TEXT_FIELDS.flatMap(inList(before.texts, after.texts)),
		...WORD_FIELDS.flatMap(inList(before.words, after.words, before.words)),
		...FLAG_FIELDS.flatMap(inList(before.flags, after.flags, before.flags)),
		...JOB_FIELDS.flatMap(inList(before.job, after.job)),
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
	if (was) {
		const profile = strings.profile(was.profile ?? null);
		const groups = was.groups === undefined ? undefined : strings.groups(was.groups);
		return [
			...compared('permission_profile', was.profile, now.profile, profile),
			...compared('groups', was.groups, now.groups, groups),
		];
	}
	return suspicious && !isClosed(before.status)
		? [
				{ field: 'permission_profile', from: 'unread', to: now.profile, guessed: true },
				{ field: 'groups', from: 'unread', to: now.groups, guessed: true },
			]
		: [];
}
