import type { JsonObject, JsonValue } from '../../shared/http';
import { objectIn, objectsIn } from '../../shared/json';
import { isSameId } from '../api/ids';

/** What has to change for a user to be as wanted, in published names and values. */
export interface Differences {
	/** Fields of the user that differ. */
	user: JsonObject;
	/** Fields of the membership that differ. */
	membership: JsonObject;
	/** The same fields as they are; what is not shown is left out. */
	before: JsonObject;
	/** Fields that Docusign does not show, so that nobody can tell whether they differ. */
	untold: string[];
}

/** What only a new user or a new membership can be given. */
const ONCE = new Set(['access_code', 'auto_activate_memberships']);
/** Whoever is not federated has no status to remove. */
const isNoStatus = (value: JsonValue) => value === 'RemoveStatus';

const text = (value: JsonValue) => String(value).trim();

const idOf = (value: JsonValue) => {
	const { id } = objectIn(value);
	return id === undefined || id === null ? undefined : text(id);
};

/**
 * The ids of groups. That of everyone in the account is not chosen, and shown among the others all the same:
 * it counts only where it is asked for.
 */
const groupIds = (value: JsonValue): string[] | undefined =>
	Array.isArray(value) ? objectsIn(value).flatMap((group) => idOf(group) ?? []) : undefined;

/** Whether what is shown is what is wanted; undefined where it is not shown. */
type Compare = (wanted: JsonValue, shown: JsonValue) => boolean | undefined;

const sameText: Compare = (wanted, shown) =>
	shown === undefined || shown === null ? undefined : text(wanted) === text(shown);

const sameReference: Compare = (wanted, shown) => {
	const id = idOf(shown);
	return id === undefined ? undefined : idOf(wanted) === id;
};

const sameGroups: Compare = (wanted, shown) => {
	const [asked, there] = [groupIds(wanted), groupIds(shown)];
	if (there === undefined) return undefined;
	const others = objectsIn(shown).filter(
		(group) => !isEveryone(group) && !asked?.includes(idOf(group) ?? ''),
	);
	return others.length === 0 && (asked ?? []).every((id) => there.includes(id));
};

const isEveryone = ({ type, name }: JsonObject) =>
	/^everyone_?group$/i.test(text(type ?? '')) || (type === undefined && name === 'Everyone');

const sameStatus: Compare = (wanted, shown) =>
	isNoStatus(wanted) && (shown === undefined || shown === null || isNoStatus(shown))
		? true
		: sameText(wanted, shown);

const COMPARED: Record<string, Compare> = {
	federated_status: sameStatus,
	permission_profile: sameReference,
	groups: sameGroups,
	default_account_id: (wanted, shown) => (shown ? isSameId(wanted, shown) : undefined),
};

/**
 * Compares a user with what is wanted of one. What Docusign does not show is no difference and no match: it is
 * named, so that nobody takes it for compared.
 *
 * @param profile the wanted fields of the user
 * @param member the wanted fields of the membership
 * @param user the user's record as Docusign gives it, with the fields of the one membership in `shown`
 */
export function differences(
	profile: JsonObject,
	member: JsonObject,
	{ user, membership }: { user: JsonObject; membership: JsonObject },
): Differences {
	const found: Differences = { user: {}, membership: {}, before: {}, untold: [] };
	const look = (wanted: JsonObject, shown: JsonObject, into: JsonObject) => {
		for (const [field, value] of Object.entries(wanted)) {
			if (value === undefined || ONCE.has(field)) continue;
			const isSame = (COMPARED[field] ?? sameText)(value, shown[field]);
			if (isSame === undefined) found.untold.push(field);
			if (isSame !== false) continue;
			into[field] = value;
			if (shown[field] !== undefined) found.before[field] = shown[field];
		}
	};
	look(profile, user, found.user);
	look(member, membership, found.membership);
	return found;
}
