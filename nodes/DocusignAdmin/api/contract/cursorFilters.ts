import { composed } from '../users/address';
import { contractLacks } from '../errors/failures';
import type { ApiRequest, JsonObject, JsonValue } from '../../../shared/http';

const lower = (value: JsonValue) => composed(String(value)).toLowerCase();

/** The contract's name as the credential shows it. */
export const CURSOR_TITLE = 'Management v2 (Cursor)';

/** Something that this contract does not have. */
export const cursorLacks = (operation: string, instead: string) =>
	contractLacks(operation, CURSOR_TITLE, instead);

/** A published filter that this contract's server does not know, applied to one record. */
interface Filter {
	label: string;
	/** Published values → those this contract has for them; any value where left out. */
	values?: Record<string, string>;
	/** What to do where a value is none of these. */
	instead?: string;
	/** Whether the record is wanted; undefined where it does not tell. */
	test(record: JsonObject, wanted: string): boolean | undefined;
}

/** Whether a field says something. */
export const shown = (value: JsonValue) => value !== undefined && value !== null && value !== '';

const equals = (value: JsonValue, wanted: string) =>
	shown(value) ? lower(value) === wanted : undefined;

const FILTERS: Record<string, Filter> = {
	email: {
		label: 'e-mail address',
		// A user name usually is the address on this contract, but it need not be.
		test: ({ email }, wanted) => equals(email, wanted),
	},
	email_user_name_like: {
		label: 'e-mail address or user name',
		test({ email, user_name: name }, wanted) {
			const texts = [email, name].filter(shown);
			return texts.length === 0 ? undefined : texts.some((text) => lower(text).includes(wanted));
		},
	},
	status: {
		label: 'status',
		values: { active: 'active', created: 'created', closed: 'closed' },
		test: (record, wanted) => equals(record.user_status ?? record.status, wanted),
	},
	membership_status: {
		label: 'membership status',
		// The contract knows no others: who has not activated yet is told by the user's own status.
		values: { active: 'active', closed: 'closed' },
		instead: 'Who has not activated yet is found by the filter Status > Created.',
		test: (record, wanted) => equals(record.membership_status, wanted),
	},
};

function wantedOf({ label, values, instead }: Filter, value: JsonValue): string {
	const asked = lower(value);
	const wanted = values ? values[asked] : asked;
	if (wanted !== undefined) return wanted;
	throw cursorLacks(
		`filter users by the ${label} "${String(value)}"`,
		[`It tells these apart: ${Object.keys(values ?? {}).join(', ')}.`, instead]
			.filter(Boolean)
			.join(' '),
	);
}

/** A list that does not show what is asked about must not pass for one without such users. */
const untold = (label: string, instead = '') =>
	cursorLacks(
		`filter users by ${label}, which it does not show for each of them`,
		`Leave this filter out, and filter the items in a node of their own${instead}.`,
	);

/** The same of a filter by address, where nothing shows who has it. */
export const addressUntold = () =>
	untold('e-mail address', ', or filter by "Email or User Name Contains" instead');

/**
 * What the published filters of a user list leave of each page.
 *
 * @returns undefined when no filter is left for the client to apply
 * @throws ApiFailure when a filter cannot be told from what this contract's records hold
 */
export function keepUsers(published: ApiRequest): ((record: JsonObject) => boolean) | undefined {
	const query = published.query ?? {};
	if (query.organization_reserved_domain_id !== undefined) {
		throw cursorLacks(
			'filter users by reserved domain',
			'Filter by "Email or User Name Contains" with the domain instead.',
		);
	}
	if (query.membership_status !== undefined && query.account_id === undefined) {
		throw cursorLacks(
			'filter users by membership status without an account',
			'Choose an account: the organization-wide list does not show memberships here.',
		);
	}
	const filters = Object.entries(FILTERS).flatMap(([name, filter]) =>
		query[name] === undefined ? [] : [{ ...filter, wanted: wantedOf(filter, query[name]) }],
	);
	if (filters.length === 0) return undefined;
	return (record) =>
		filters.every(({ label, test, wanted }) => {
			const isWanted = test(record, wanted);
			if (isWanted === undefined) throw untold(label);
			return isWanted;
		});
}
