import { type Filter, invalidFilter, type Operator, parseFilter } from './filterSyntax';
import { type Json, resolve } from './resource';

/** Compared with upper and lower case told apart (RFC 7643 section 7, caseExact). */
const exact = new Set(['id', 'externalid', 'value', '$ref', 'version']);

function order(operator: Operator, a: string | number, b: string | number): boolean {
	switch (operator) {
		case 'gt':
			return a > b;
		case 'ge':
			return a >= b;
		case 'lt':
			return a < b;
		case 'le':
			return a <= b;
		default:
			return false;
	}
}

function compareText(operator: Operator, actual: string, wanted: string): boolean {
	switch (operator) {
		case 'eq':
			return actual === wanted;
		case 'co':
			return actual.includes(wanted);
		case 'sw':
			return actual.startsWith(wanted);
		case 'ew':
			return actual.endsWith(wanted);
		default:
			return order(operator, actual, wanted);
	}
}

function compare(path: string, operator: Operator, actual: unknown, wanted: unknown): boolean {
	if (typeof actual === 'string' && typeof wanted === 'string') {
		const fold = (text: string) => (exact.has(path.toLowerCase()) ? text : text.toLowerCase());
		return compareText(operator, fold(actual), fold(wanted));
	}
	if (typeof actual === 'number' && typeof wanted === 'number') {
		return operator === 'eq' ? actual === wanted : order(operator, actual, wanted);
	}
	if (operator !== 'eq' && typeof wanted === 'boolean') {
		throw invalidFilter('Truth values can be compared with eq and ne only.');
	}
	return operator === 'eq' && actual === wanted;
}

/** The values a path leads to; of a list of objects without a sub-attribute, their `value`. */
function valuesAt(resource: Json, path: string): unknown[] {
	return resolve(resource, path).map((value) =>
		typeof value === 'object' && value !== null && 'value' in value ? value.value : value,
	);
}

/** Whether a resource is what the filter looks for. */
export function matches(filter: Filter, resource: Json): boolean {
	switch (filter.kind) {
		case 'and':
			return matches(filter.left, resource) && matches(filter.right, resource);
		case 'or':
			return matches(filter.left, resource) || matches(filter.right, resource);
		case 'not':
			return !matches(filter.inner, resource);
		case 'has':
			return resolve(resource, filter.path).some(
				(value) =>
					typeof value === 'object' && value !== null && matches(filter.inner, value as Json),
			);
		case 'compare': {
			const { path, operator, value: wanted } = filter;
			const values = valuesAt(resource, path);
			if (operator === 'pr') return values.some((value) => value !== '' && value !== null);
			if (operator === 'ne') return !values.some((value) => compare(path, 'eq', value, wanted));
			return values.some((value) => compare(path, operator, value, wanted));
		}
	}
}

/** The records whose resource the filter of a query looks for; all of them where there is none. */
export function filtered<T>(
	text: string | null,
	records: readonly T[],
	view: (record: T) => Json,
): readonly T[] {
	if (text === null) return records;
	const filter = parseFilter(text);
	return records.filter((record) => matches(filter, view(record)));
}
