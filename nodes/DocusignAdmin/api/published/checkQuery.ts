import type { ApiRequest, JsonObject, JsonValue } from '../../../shared/http';
import { instead } from '../../../shared/nearest';
import type { PublishedOperation, QueryParameter } from './facts';
import { isDateOrTime, valueProblem } from './formats';

/** A query that fits an operation, or what does not. */
export interface CheckedQuery {
	query: NonNullable<ApiRequest['query']>;
	problems: string[];
}

/** What is sent for a value, which may have come as text where a number or a switch is wanted. */
function wireValue(value: JsonValue, { type }: QueryParameter): JsonValue {
	if (typeof value !== 'string') return type === 'string' ? scalarText(value) : value;
	const text = value.trim();
	if (type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
	if ((type === 'integer' || type === 'number') && /^-?\d+$/.test(text)) return Number(text);
	return text;
}

const scalarText = (value: JsonValue): JsonValue =>
	typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

/** What the description says of some parameters in prose only. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	getOrganizations: { mode: ['org_admin', 'account_membership'] },
	getUsers: {
		status: ['active', 'created', 'closed'],
		membership_status: ['activation_required', 'activation_sent', 'active', 'closed', 'disabled'],
	},
};

const USER_LISTS = ['account_id', 'organization_reserved_domain_id'];
const MOST_TAKEN = 250;

const needsEmail = (query: JsonObject): string[] =>
	query.email === undefined ? ['email is missing'] : [];

const isBelow = (value: JsonValue, least: number) => typeof value === 'number' && value < least;

function pageProblems({ start, take, end }: JsonObject): string[] {
	const outOfRange = isBelow(take, 1) || (typeof take === 'number' && take > MOST_TAKEN);
	return [
		...(isBelow(start, 0) ? ['start is negative'] : []),
		...(isBelow(end, 0) ? ['end is negative'] : []),
		...(outOfRange ? [`take is not between 1 and ${MOST_TAKEN}`] : []),
	];
}

function userListProblems(query: JsonObject): string[] {
	const isThere = (name: string) => query[name] !== undefined;
	const since = query.last_modified_since;
	return [
		...pageProblems(query),
		...([...USER_LISTS, 'email'].some(isThere)
			? []
			: [`one of ${USER_LISTS.join(', ')} and email is needed`]),
		...(since !== undefined && !USER_LISTS.some(isThere)
			? [`last_modified_since needs ${USER_LISTS.join(' or ')}`]
			: []),
		...(since !== undefined && !isDateOrTime(String(since))
			? ['last_modified_since is no date like 2026-01-31']
			: []),
	];
}

const RULES: Readonly<Record<string, (query: JsonObject) => string[]>> = {
	getUsers: userListProblems,
	getGroups: pageProblems,
	getUserProfiles: needsEmail,
	getUserDSProfilesByEmail: needsEmail,
	getUserProductPermissionProfilesByEmail: needsEmail,
};

function problemWith(value: JsonValue, parameter: QueryParameter, options?: readonly string[]) {
	// One that an expression found nothing for would ask for everything.
	if (value === undefined || value === null || value === '') {
		return 'is empty: give it a value, or leave it out';
	}
	return valueProblem(value, { ...parameter, enum: options });
}

/** Checks the names, types and values of query parameters, each of which goes on after its name. */
export function checkQuery(operation: PublishedOperation, given: JsonObject): CheckedQuery {
	const known = operation.query ?? [];
	const query: JsonObject = {};
	const problems: string[] = [];
	for (const [name, value] of Object.entries(given)) {
		const parameter = known.find((each) => each.name === name);
		if (parameter === undefined) {
			problems.push(
				`${name} is not known: ${instead(
					name,
					known.map((each) => each.name),
				)}`,
			);
			continue;
		}
		const sent = wireValue(value, parameter);
		const problem = problemWith(sent, parameter, OPTIONS[operation.id]?.[name]);
		if (problem === undefined) query[name] = sent;
		else problems.push(`${name} ${problem}`);
	}
	if (problems.length === 0) problems.push(...(RULES[operation.id]?.(query) ?? []));
	return { query: query as CheckedQuery['query'], problems };
}
