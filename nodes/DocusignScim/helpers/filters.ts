import type { ApiRequest, JsonObject, JsonValue } from '../../shared/http';
import { compare, every, type Comparison } from '../api/filter';
import { readBoolean, readText, readTime } from '../../shared/n8n/fields/readers';
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

function comparison(name: string, value: JsonValue, timeZone: string): string | undefined {
	const [attribute, operator] = COMPARISONS[name] ?? [];
	if (!attribute || !operator) return undefined;
	const text = readText(value);
	if (name === 'active') return compare(attribute, operator, readBoolean(text, 'Active') === true);
	if (name !== 'lastModifiedSince') return compare(attribute, operator, text);
	// A point in time as SCIM writes it (RFC 7643 section 2.3.5).
	const time = readTime(value, 'Last Modified Since', timeZone);
	return compare(attribute, operator, time.toISOString());
}

/** The item's request for a list, with all of its filters in one (RFC 7644 section 3.4.2.2). */
export function filtered(item: Item): ApiRequest {
	const filters = (item.parameter('filters') ?? {}) as JsonObject;
	const given = Object.entries(filters).map(([name, value]) =>
		comparison(name, value, item.timeZone),
	);
	const filter = every(given, readText(filters.filter));
	const excludedAttributes =
		readBoolean(item.parameter('options.includeMembers'), 'Include Members') === false
			? 'members'
			: undefined;
	return { ...item.declared, query: { filter, excludedAttributes } };
}
