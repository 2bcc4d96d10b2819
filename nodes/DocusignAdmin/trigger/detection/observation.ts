import type { JsonObject } from '../../../shared/http';
import { token } from './hash';
import type { Lexicon } from './stringTable';
import {
	type AdminCredential,
	type Flag,
	FLAG_FIELDS,
	JOB_FIELDS,
	type Membership,
	NO_FLAGS,
	NO_JOB,
	NO_TEXTS,
	NO_WORDS,
	type Text,
	TEXT_FIELDS,
	type Word,
	WORD_FIELDS,
} from './record';
import { ORGANIZATION_STREAM, type Scope, type StreamId } from './types';
import { flag, groupsOf, isObject, present, profileOf, text, time, word } from './values';

/** What one list item or one profile shows of a user; what it does not show is undefined. */
export interface Sighting {
	userId: string;
	status?: string;
	texts: readonly Text[];
	words: readonly Word[];
	flags: readonly Flag[];
	memberships: readonly Membership[];
	/** All memberships of the user are shown, also those in no account of the trigger. */
	complete: boolean;
	raw: JsonObject;
}

function readCredential(shown: JsonObject, lexicon: Lexicon): AdminCredential {
	const profile = profileOf(shown.permission_profile);
	const groups = groupsOf(shown.groups);
	const fingerprint = token(groups.map(({ id }) => id).join(','), 24);
	if (profile) lexicon.noteProfile(profile);
	lexicon.noteGroups(fingerprint, groups);
	return { profile: profile?.id ?? null, groups: fingerprint };
}

/** When the user was created, epoch milliseconds. */
export const createdOn = ({ raw }: Sighting): number | undefined => time(raw.created_on);

/** When the list item's membership began, epoch milliseconds. */
export const joinedOn = ({ raw }: Sighting): number | undefined => time(raw.membership_created_on);

function idOf(item: JsonObject): string {
	const id = present(item.id);
	if (id === undefined) throw new TypeError('Docusign sent a user without an id.');
	return id;
}

/**
 * Where an item of the cursor contract shows more than ids and the membership, what it leaves out is
 * empty; its shortest form does not show names at all. Published items always show them.
 */
const showsNames = (item: JsonObject, { contract }: Scope): boolean =>
	contract === 'openApi' ||
	['email', 'first_name', 'last_name', 'status'].some((field) => item[field] !== undefined);

/**
 * An item of a user list.
 *
 * @throws TypeError for an item without an id, which could not be told from any other
 */
export function listSighting(
	item: JsonObject,
	stream: StreamId,
	scope: Scope,
	lexicon: Lexicon,
): Sighting {
	const published = scope.contract === 'openApi';
	const named = showsNames(item, scope);
	const membership: Membership = {
		account: stream,
		status: present(item.membership_status),
		access: published ? undefined : readCredential(item, lexicon),
		job: published || !named ? NO_JOB : JOB_FIELDS.map((field) => text(item[field], 16)),
	};
	return {
		userId: idOf(item),
		status: present(published ? item.user_status : item.status),
		texts: named ? TEXT_FIELDS.map((field) => text(item[field], 24)) : NO_TEXTS,
		words: published
			? NO_WORDS
			: WORD_FIELDS.map((field) => (item[field] === undefined ? undefined : word(item[field]))),
		flags: published ? [flag(item.is_managed_by_scim), undefined] : NO_FLAGS,
		memberships: stream === ORGANIZATION_STREAM ? [] : [membership],
		complete: false,
		raw: item,
	};
}

/**
 * A user's profile (`dsprofile`) of the published contract. Its names are not compared: the lists
 * show them, and the two need not spell them alike.
 */
export function profileSighting(profile: JsonObject, lexicon: Lexicon): Sighting {
	const memberships = (Array.isArray(profile.memberships) ? profile.memberships : [])
		.filter(isObject)
		.map((shown) => ({
			account: present(shown.account_id) ?? '',
			status: present(shown.status),
			access: readCredential(shown, lexicon),
			job: NO_JOB,
		}));
	return {
		userId: idOf(profile),
		status: present(profile.user_status),
		texts: NO_TEXTS,
		words: WORD_FIELDS.map((field) => word(profile[field])),
		flags: FLAG_FIELDS.map((field) => flag(profile[field])),
		memberships,
		complete: true,
		raw: profile,
	};
}
