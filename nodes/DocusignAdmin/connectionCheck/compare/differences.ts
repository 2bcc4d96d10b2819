import type { JsonObject, JsonValue } from '../../../shared/http';
import { isObject } from '../../../shared/json';
import { entryType, schemaOf, type FieldFacts } from '../../api/published/facts';
import { isGuid } from '../../api/ids';
import { isDateOrTime } from '../../api/published/formats';

/**
 * How an answer differs from its published schema, by names and types. Values are never told: they are
 * people's. So is a field's name that is no plain word, since a server may key an object by anything.
 */
export interface Difference {
	/** `users[].site_id`; `[]` stands for every entry of a list. */
	place: string;
	/** The published type; undefined for a field that is not in the description. */
	expected?: string;
	/** What came in its place: a type, or for an enumeration a word that it does not know. */
	came: string;
}

/** What comparing an answer has found. */
export interface Compared {
	differences: Difference[];
	/** Fields of the description that no record showed. */
	notSeen: string[];
}

/** Whether a text can be no name or address of anybody's, where it stands for one of a few words. */
export const isPlainWord = (text: string): boolean => /^[A-Za-z_]{1,40}$/.test(text);

/** A word of an enumeration, as far as it may be told. */
export const wordTold = (value: JsonValue): string =>
	typeof value === 'string' && isPlainWord(value) ? `"${value}"` : 'a value that is not shown here';

const kindOf = (value: JsonValue): string => {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'list';
	return (
		{ string: 'text', object: 'object', boolean: 'boolean' }[typeof value as string] ?? 'number'
	);
};

const KINDS: Readonly<Record<string, string>> = {
	string: 'text',
	integer: 'number',
	number: 'number',
	boolean: 'boolean',
};

/** What a value of a plain type is in place of it; undefined where it is as described. */
function plainCame(value: JsonValue, { type, format, enum: options }: FieldFacts) {
	const kind = kindOf(value);
	const wanted = KINDS[type];
	if (wanted === undefined) return undefined;
	if (kind !== wanted) return kind;
	if (options && !options.some((each) => each === value)) return wordTold(value);
	if (type === 'integer' && !Number.isInteger(value)) return 'number with a fraction';
	if (format === 'uuid' && !isGuid(value as string)) return 'text that is no uuid';
	if (format === 'date-time' && !isDateOrTime(value as string)) return 'text that is no time';
	return undefined;
}

const typeTold = ({ type, format, enum: options }: FieldFacts): string => {
	const words = options ? ` of ${options.length} words` : '';
	return `${type}${format ? ` (${format})` : ''}${words}`;
};

class Comparison {
	private readonly found = new Map<string, Difference>();
	private readonly described = new Set<string>();
	private readonly seen = new Set<string>();

	walk(value: JsonValue, facts: FieldFacts, place: string): void {
		const entry = entryType(facts.type);
		const schema = schemaOf(facts.type);
		const isWhole = entry !== undefined ? Array.isArray(value) : !schema || isObject(value);
		if (value === null || !isWhole) return this.note(place, typeTold(facts), kindOf(value));
		if (entry !== undefined) {
			for (const each of value as JsonValue[]) this.walk(each, { type: entry }, `${place}[]`);
		} else if (schema) {
			this.fields(value as JsonObject, schema.properties, place);
		} else {
			const came = plainCame(value, facts);
			if (came !== undefined) this.note(place, typeTold(facts), came);
		}
	}

	private fields(
		value: JsonObject,
		properties: Readonly<Record<string, FieldFacts>>,
		place: string,
	): void {
		const at = (name: string) => (place === '' ? name : `${place}.${name}`);
		for (const name of Object.keys(properties)) this.described.add(at(name));
		for (const [name, field] of Object.entries(value)) {
			if (Object.hasOwn(properties, name)) {
				if (field !== null) this.seen.add(at(name));
				this.walk(field, properties[name], at(name));
			} else {
				this.note(
					at(isPlainWord(name) ? name : '(a name that is not shown)'),
					undefined,
					kindOf(field),
				);
			}
		}
	}

	private note(place: string, expected: string | undefined, came: string): void {
		this.found.set(`${place} ${came}`, { place: place || 'the answer', expected, came });
	}

	result(): Compared {
		return {
			differences: [...this.found.values()],
			notSeen: [...this.described].filter((place) => !this.seen.has(place)),
		};
	}
}

/**
 * Compares an answer with the schema of its operation.
 *
 * @param type a schema of the description, or `[schema]` for a list of it
 */
export function compareAnswer(body: JsonValue, type: string): Compared {
	const comparison = new Comparison();
	comparison.walk(body, { type }, '');
	return comparison.result();
}

/** A difference in a sentence without its end. */
export const differenceTold = ({ place, expected, came }: Difference): string =>
	expected === undefined
		? `${place} is not in the description (${came})`
		: `${place} is ${came}, described as ${expected}`;
