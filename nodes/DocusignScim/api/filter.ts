/** Filters of SCIM lists and paths (RFC 7644 section 3.4.2.2), as text. */

export type Comparison = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';

/**
 * One comparison. The value becomes a JSON literal, as the grammar's `compValue` wants it: quotes,
 * backslashes and control characters in it are escaped, so that no value can end its text early.
 *
 * @param attribute an attribute path such as `userName` or `emails.value`; not from a user's input
 * @example compare('userName', 'eq', 'jane@example.com') // userName eq "jane@example.com"
 */
export function compare(
	attribute: string,
	comparison: Comparison,
	value: string | boolean,
): string {
	return `${attribute} ${comparison} ${JSON.stringify(value)}`;
}

/**
 * The entries of a multi-valued attribute that have a value, as the path of a PATCH (section 3.5.2).
 *
 * @example element('members', 'value', 'u-1') // members[value eq "u-1"]
 */
export function element(attribute: string, subAttribute: string, value: string): string {
	return `${attribute}[${compare(subAttribute, 'eq', value)}]`;
}

/**
 * Filters that must all hold; undefined where there is none. A filter that somebody wrote by hand is
 * put in parentheses, since an `or` in it would otherwise bind less than our `and`.
 */
export function every(
	filters: ReadonlyArray<string | undefined>,
	written = '',
): string | undefined {
	const given = filters.filter((filter): filter is string => filter !== undefined);
	const byHand = written.trim();
	if (byHand !== '') given.push(given.length > 0 ? `(${byHand})` : byHand);
	return given.length > 0 ? given.join(' and ') : undefined;
}
