import type { JsonObject, JsonValue } from '../../../../shared/http';
import { objectIn, objectsIn } from '../../../../shared/json';
import { token } from '../store/hash';
import type { StringTable } from '../store/stringTable';
import {
	type Access,
	type Flag,
	FLAG_FIELDS,
	JOB_FIELDS,
	type Membership,
	NO_JOB,
	NO_TEXTS,
	NO_WORDS,
	type Text,
	TEXT_FIELDS,
	type Word,
	WORD_FIELDS,
} from '../store/record';
import { ORGANIZATION_STREAM, type Scope, type StreamId } from '../types';
import { flag, groupsOf, present, text, time, word } from './values';

/** What one list item or one profile shows of a user; what it does not show is undefined. */
export interface Observed {
	userId: string;
	status?: string;
	texts: readonly Text[];
	/** The same, also where the shortest form of a list shows only some, which are not compared. */
	names: readonly Text[];
	job: readonly Text[];
	words: readonly Word[];
	flags: readonly Flag[];
	memberships: readonly Membership[];
	/** What is left out of title and company has no value, unless one is known. */
	full?: boolean;
	/** All memberships of the user are shown, also those in no account of the trigger. */
	complete: boolean;
	raw: JsonObject;
}

/** What is shown of a membership's access; undefined where neither part is. */
function accessOf(shown: JsonObject, strings: StringTable): Access | undefined {
	const { permission_profile: profile, groups } = shown;
	if (profile === undefined && groups === undefined) return undefined;
	return { profile: profileIn(profile, strings), groups: groupsIn(groups, strings) };
}

function profileIn(value: JsonValue, strings: StringTable): Word {
	if (value === undefined) return undefined;
	const { id, name, permission_profile_id, permission_profile_name } = objectIn(value);
	const shown = present(id ?? permission_profile_id);
	if (shown === undefined) return null;
	strings.noteProfile({ id: shown, name: present(name ?? permission_profile_name) });
	return shown;
}

function groupsIn(value: JsonValue, strings: StringTable): number | undefined {
	if (value === undefined || value === null) return undefined;
	const groups = groupsOf(value);
	const fingerprint = token(groups.map(({ id }) => id).join(','), 24);
	strings.noteGroups(fingerprint, groups);
	return fingerprint;
}

/** When the user was created, epoch milliseconds. */
export const createdOn = ({ raw }: Observed): number | undefined => time(raw.created_on);

/** When the list item's membership began, epoch milliseconds. */
export const joinedOn = ({ raw }: Observed): number | undefined => time(raw.membership_created_on);

function idOf(item: JsonObject): string {
	const id = present(item.id);
	if (id === undefined) throw new TypeError('Docusign sent a user without an id.');
	return id;
}

/**
 * The shortest form of the cursor contract's account lists shows the membership and a user name. What is
 * different about the user is left to the organization's list then, which shows it as one change.
 */
const showsUser = (item: JsonObject): boolean =>
	['email', 'first_name', 'last_name', 'status', 'user_status'].some(
		(field) => item[field] !== undefined,
	);

/**
 * An item of a user list.
 *
 * @throws TypeError for an item without an id, which could not be told from any other
 */
export function listObservation(
	item: JsonObject,
	stream: StreamId,
	scope: Scope,
	strings: StringTable,
): Observed {
	const published = scope.contract === 'openApi';
	const membership: Membership = {
		account: stream,
		status: present(item.membership_status),
		access: accessOf(item, strings),
	};
	const names = TEXT_FIELDS.map((field) => text(item[field], 24));
	return {
		userId: idOf(item),
		status: present(published ? item.user_status : item.status),
		texts: showsUser(item) ? names : NO_TEXTS,
		names,
		job: published ? NO_JOB : JOB_FIELDS.map((field) => text(item[field], 16)),
		// Read after the accounts' lists, it says that there is none where neither shows one.
		full: stream === ORGANIZATION_STREAM && showsUser(item),
		words: published ? NO_WORDS : WORD_FIELDS.map((field) => word(item[field])),
		flags: FLAG_FIELDS.map((field) => flag(item[field])),
		memberships: stream === ORGANIZATION_STREAM ? [] : [membership],
		complete: false,
		raw: item,
	};
}

/**
 * Where a profile shows any of these fields, it leaves out those without a value; a short one that shows
 * none of them says nothing.
 */
function wordsIn(profile: JsonObject): readonly Word[] {
	if (WORD_FIELDS.every((field) => profile[field] === undefined)) return NO_WORDS;
	return WORD_FIELDS.map((field) => word(profile[field]) ?? null);
}

/**
 * A user's profile (`dsprofile`) of the published contract. Its names are not compared: the lists
 * show them, and the two need not spell them alike.
 */
export function profileObservation(profile: JsonObject, strings: StringTable): Observed {
	const memberships = objectsIn(profile.memberships).map((shown) => ({
		account: present(shown.account_id) ?? '',
		status: present(shown.status),
		access: accessOf(shown, strings),
	}));
	return {
		userId: idOf(profile),
		status: present(profile.user_status),
		texts: NO_TEXTS,
		names: NO_TEXTS,
		job: NO_JOB,
		words: wordsIn(profile),
		flags: FLAG_FIELDS.map((field) => flag(profile[field])),
		memberships,
		complete: true,
		raw: profile,
	};
}
