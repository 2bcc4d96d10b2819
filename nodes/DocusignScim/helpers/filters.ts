import { invalidInput } from '../../shared/errors/input';
import { requireFilled } from '../../shared/n8n/requireFilled';
import type { ApiRequest, JsonObject, JsonValue } from '../../shared/http';
import { compare, every, type Comparison } from '../api/filter';
import { groupFilters, userFilters } from '../descriptions/filters';
import { readBoolean, readText } from '../../shared/n8n/readers';
import type { Item } from '../operation';

/** What a filter of the node asks for: an attribute and how it is compared. */
const COMPARISONS: Record<string, [attribute: string, comparison: Comparison]> = {
	active: ['active', 'eq'],
	displayName: ['displayName', 'eq'],
	email: ['emails.value', 'eq'],
	externalId: ['externalId', 'eq'],
	lastModifiedSince: ['meta.lastModified', 'ge'],
	memberId: ['members.value', 'eq'],
	userName: ['userName', 'eq'],
	userNameContains: ['userName', 'co'],
};

/** A point in time as SCIM writes it (RFC 7643 section 2.3.5). */
function timeOf(value: string): string {
	const time = new Date(value);
	if (!Number.isNaN(time.getTime())) return time.toISOString();
	throw invalidInput(
		`'Last Modified Since' is not a date: ${value}`,
		'Give a date like 2026-01-31 or a time like 2026-01-31T08:00:00Z.',
	);
}

function comparison(name: string, value: JsonValue): string | undefined {
	const [attribute, operator] = COMPARISONS[name] ?? [];
	if (!attribute || !operator) return undefined;
	const text = readText(value);
	if (name === 'active') return compare(attribute, operator, readBoolean(text, 'Active') === true);
	return compare(attribute, operator, name === 'lastModifiedSince' ? timeOf(text) : text);
}

/** The item's request for a list, with all of its filters in one (RFC 7644 section 3.4.2.2). */
export function filtered(item: Item): ApiRequest {
	const filters = (item.parameter('filters') ?? {}) as JsonObject;
	requireFilled(filters, [userFilters, groupFilters]);
	const given = Object.entries(filters).map(([name, value]) => comparison(name, value));
	const filter = every(given, readText(filters.filter));
	const excludedAttributes =
		readBoolean(item.parameter('options.includeMembers'), 'Include Members') === false
			? 'members'
			: undefined;
	return { ...item.declared, query: { filter, excludedAttributes } };
}
