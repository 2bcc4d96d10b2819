import { contractLacks } from '../failures';
import type { ApiRequest, JsonObject, JsonValue } from '../http';

const lower = (value: JsonValue | undefined) =>
	value === undefined || value === null ? '' : String(value).toLowerCase();

/** The contract's name as the credential shows it. */
export const CURSOR_TITLE = 'Management v2 (Cursor)';

type Test = (record: JsonObject, wanted: string) => boolean;

/** The published filters this contract's server does not know, as tests of one record. */
const TESTS: Record<string, Test> = {
	// The guide's list shows no e-mail address, but its user name usually is one.
	email: (record, wanted) => lower(record.email ?? record.user_name) === wanted,
	email_user_name_like: (record, wanted) =>
		lower(record.email).includes(wanted) || lower(record.user_name).includes(wanted),
	status: (record, wanted) => lower(record.status) === wanted,
	membership_status: (record, wanted) => lower(record.membership_status) === wanted,
};

/**
 * What the published filters of a user list leave of each page.
 *
 * @returns undefined when no filter is left for the client to apply
 * @throws ApiFailure when a filter cannot be told from what this contract's records hold
 */
export function keepUsers(published: ApiRequest): ((record: JsonObject) => boolean) | undefined {
	const query = published.query ?? {};
	if (query.organization_reserved_domain_id !== undefined) {
		throw contractLacks(
			'filter users by reserved domain',
			CURSOR_TITLE,
			'Filter by "Email or User Name Contains" with the domain instead.',
		);
	}
	if (query.membership_status !== undefined && query.account_id === undefined) {
		throw contractLacks(
			'filter users by membership status without an account',
			CURSOR_TITLE,
			'Choose an account: the organization-wide list does not show memberships here.',
		);
	}
	const wanted = Object.entries(TESTS).flatMap(([name, test]) =>
		query[name] === undefined ? [] : [{ test, value: lower(query[name]) }],
	);
	if (wanted.length === 0) return undefined;
	return (record) => wanted.every(({ test, value }) => test(record, value));
}
