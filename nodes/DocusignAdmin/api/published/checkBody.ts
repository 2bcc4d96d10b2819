import type { JsonObject, JsonValue } from '../../../shared/http';
import { isObject } from '../../../shared/json';
import { instead } from '../../../shared/nearest';
import { entryType, schemaOf, type FieldFacts, type SchemaFacts } from './facts';
import { isNot, valueProblem } from './formats';

/**
 * Everything in a body that the description does not know or types differently, a line each, with the place
 * it stands at: `users[0].site_id is missing`. Values are not shown.
 *
 * @param type a schema of the description
 */
export const bodyProblems = (body: JsonValue, type: string): string[] => check(body, { type }, '');

const named = (place: string) => (place === '' ? 'the body' : place);

function check(value: JsonValue, facts: FieldFacts, place: string): string[] {
	const entry = entryType(facts.type);
	if (entry !== undefined) {
		if (!Array.isArray(value)) return [`${named(place)} ${isNot(value, 'a list')}`];
		return value.flatMap((each, n) => check(each, { type: entry }, `${place}[${n}]`));
	}
	const schema = schemaOf(facts.type);
	if (schema !== undefined) {
		if (!isObject(value)) return [`${named(place)} ${isNot(value, 'an object')}`];
		return fieldProblems(value, schema, place);
	}
	const problem = valueProblem(value, facts);
	return problem === undefined ? [] : [`${named(place)} ${problem}`];
}

function fieldProblems(
	value: JsonObject,
	{ properties, required = [] }: SchemaFacts,
	place: string,
): string[] {
	const at = (name: string) => (place === '' ? name : `${place}.${name}`);
	const names = Object.keys(properties);
	const missing = required
		.filter((name) => value[name] === undefined)
		.map((name) => `${at(name)} is missing`);
	return Object.entries(value).reduce((problems, [name, field]) => {
		if (!Object.hasOwn(properties, name)) {
			return [...problems, `${at(name)} is not known: ${instead(name, names)}`];
		}
		// What an expression's object has and does not fill in is not sent.
		if (field === undefined) return problems;
		return [...problems, ...check(field, properties[name], at(name))];
	}, missing);
}

const isNothing = (value: JsonValue): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * What a body names without giving it, a line each: what an expression has not found, and an empty text, list
 * or object. Where a body says to what something is confined, that would lift the bounds.
 */
export function emptyProblems(body: JsonValue, place = ''): string[] {
	const at = (name: string) => (place === '' ? name : `${place}.${name}`);
	const parts: Array<[string, JsonValue]> = Array.isArray(body)
		? body.map((each, n) => [`${place}[${n}]`, each])
		: Object.entries(isObject(body) ? body : {}).map(([name, field]) => [at(name), field]);
	if (parts.length > 0) return parts.flatMap(([name, part]) => emptyProblems(part, name));
	const isEmpty = typeof body === 'object' || isNothing(body);
	return isEmpty ? [`${named(place)} is empty: give it a value, or leave it out`] : [];
}
