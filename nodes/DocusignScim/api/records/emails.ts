import { objectsIn } from '../../../shared/json';
import type { JsonObject, JsonValue } from '../../../shared/http';
import { attributeOf, plainEntry } from './attributes';

/** The e-mail addresses of a user: a list of `{value, type, primary}` (RFC 7643 section 4.1.2). */

const isWork = ({ type }: JsonObject) => String(type ?? '').toLowerCase() === 'work';
const isPrimary = ({ primary }: JsonObject) => primary === true;

/** The entries with truth values as such: some servers show them as text, and take none back. */
const entriesIn = (emails: JsonValue) => objectsIn(emails).map(plainEntry);

/** The one that counts: the primary one, else the one for work, else the first. */
export function emailOf(user: JsonObject): string | undefined {
	const entries = entriesIn(attributeOf(user, 'emails'));
	const { value } = entries.find(isPrimary) ?? entries.find(isWork) ?? entries[0] ?? {};
	return typeof value === 'string' ? value : undefined;
}

/**
 * The addresses with another one for work: it takes the place of the one for work, else of the
 * primary or only one, else it is added. All other addresses stay.
 */
export function withEmail(emails: JsonValue, email: string): JsonObject[] {
	const entries = entriesIn(emails);
	const replaced =
		entries.find(isWork) ??
		entries.find(isPrimary) ??
		(entries.length === 1 ? entries[0] : undefined);
	if (replaced) {
		return entries.map((entry) => (entry === replaced ? readdressed(entry, email) : entry));
	}
	return [...entries, { value: email, type: 'work', primary: !entries.some(isPrimary) }];
}

/** What is displayed for an address is the address itself, so it goes with the old one. */
function readdressed(entry: JsonObject, value: string): JsonObject {
	const kept = Object.entries(entry).filter(([name]) => name !== 'display');
	return { ...Object.fromEntries(kept), value };
}
