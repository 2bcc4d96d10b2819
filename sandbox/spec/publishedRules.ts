import { isDateTime } from './formats';

/** The largest page the published user list serves. */
const MAX_TAKE = 250;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `last_modified_since` is seen as a date, and as a date and time with or without an offset. */
export const isModifiedSince = (value: string): boolean =>
	(DATE.test(value) && !Number.isNaN(Date.parse(value))) || isDateTime(value);

/** What the filters of the user list take, spelled exactly so. */
const filterValues = {
	status: ['active', 'created', 'closed'],
	membership_status: ['activation_required', 'activation_sent', 'active', 'closed', 'disabled'],
};

function checkStatuses(query: URLSearchParams): string[] {
	return Object.entries(filterValues).flatMap(([name, values]) => {
		const value = query.get(name);
		return value === null || values.includes(value)
			? []
			: [`query: ${name} is none of ${values.join(', ')}`];
	});
}

function checkUserList(query: URLSearchParams): string[] {
	const problems = checkStatuses(query);
	const scope = ['account_id', 'organization_reserved_domain_id'];
	if (![...scope, 'email'].some((name) => query.get(name))) {
		problems.push('query: one of account_id, organization_reserved_domain_id, email is required');
	}
	const since = query.get('last_modified_since');
	if (since !== null) {
		if (!scope.some((name) => query.get(name))) {
			problems.push(
				'query: last_modified_since needs account_id or organization_reserved_domain_id',
			);
		}
		if (!isModifiedSince(since)) problems.push('query: last_modified_since is not a date');
	}
	return problems;
}

const isPage = (size: number): boolean => size >= 1 && size <= MAX_TAKE;

/** `end`, the last position of the page, counts only where `take` is not given. */
function checkPage(query: URLSearchParams): string[] {
	const problems: string[] = [];
	const start = Number(query.get('start') ?? 0);
	const take = query.get('take');
	const end = query.get('end');
	if (start < 0) problems.push('query: start is negative');
	if (take !== null && !isPage(Number(take))) {
		problems.push(`query: take is not between 1 and ${MAX_TAKE}`);
	}
	if (end !== null && Number(end) < 0) {
		problems.push('query: end is negative');
	} else if (end !== null && take === null && !isPage(Number(end) - start + 1)) {
		problems.push(`query: end is not between start and the ${MAX_TAKE}th record from there`);
	}
	return problems;
}

const requireEmail = (query: URLSearchParams): string[] =>
	query.get('email') ? [] : ['query: email is required'];

/** Rules that the description states in prose, by operation. */
const rules: Record<string, (query: URLSearchParams) => string[]> = {
	getUsers: (query) => [...checkUserList(query), ...checkPage(query)],
	getGroups: checkPage,
	getUserProfiles: requireEmail,
	getUserDSProfilesByEmail: requireEmail,
	getUserProductPermissionProfilesByEmail: requireEmail,
};

/** Checks the query of a published operation against the description's prose. */
export function checkPublishedRules(operationId: string, query: URLSearchParams): string[] {
	return rules[operationId]?.(query) ?? [];
}
