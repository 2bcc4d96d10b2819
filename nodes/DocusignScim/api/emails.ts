import { objectsIn } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/http';

/** The e-mail addresses of a user: a list of `{value, type, primary}` (RFC 7643 section 4.1.2). */

const isWork = ({ type }: JsonObject) => String(type ?? '').toLowerCase() === 'work';

/** The one that counts: the primary one, else the one for work, else the first. */
export function emailOf(user: JsonObject): string | undefined {
	const entries = objectsIn(user.emails);
	const entry = entries.find(({ primary }) => primary === true) ?? entries.find(isWork);
	const { value } = entry ?? entries[0] ?? {};
	return typeof value === 'string' ? value : undefined;
}

/**
 * The addresses with another one for work: it takes the place of the one for work, else of the
 * primary or only one, else it is added. All other addresses stay.
 */
export function withEmail(emails: JsonValue, email: string): JsonObject[] {
	const entries = objectsIn(emails);
	const replaced =
		entries.find(isWork) ??
		entries.find(({ primary }) => primary === true) ??
		(entries.length === 1 ? entries[0] : undefined);
	if (replaced) {
		return entries.map((entry) => (entry === replaced ? readdressed(entry, email) : entry));
	}
	const primary = !entries.some((entry) => entry.primary === true);
	return [...entries, { value: email, type: 'work', primary }];
}

/** What is displayed for an address is the address itself, so it goes with the old one. */
function readdressed(entry: JsonObject, value: string): JsonObject {
	const kept = Object.entries(entry).filter(([name]) => name !== 'display');
	return { ...Object.fromEntries(kept), value };
}
