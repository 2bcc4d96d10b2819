import { objectsIn } from '../../shared/json';
import type { JsonObject } from '../../shared/http';

/** The addresses that a record shows: on the user itself, or on the memberships of a published profile. */
export function emailsOf(record: JsonObject): string[] {
	const shown = [record, ...objectsIn(record.memberships)].map(({ email }) => email);
	return shown.filter((email): email is string => typeof email === 'string' && email !== '');
}

/** The e-mail address of a user, where the record shows one. */
export function emailOf(record: JsonObject): string | undefined {
	const [email] = emailsOf(record);
	if (email !== undefined) return email;
	const name = record.user_name;
	return typeof name === 'string' && name.includes('@') ? name : undefined;
}
