/** A schema as n8n's previews have it: types and names, no data. */
export interface Schema {
	type: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';
	properties?: Record<string, Schema>;
	items?: Schema;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	value !== null && typeof value === 'object' && !Array.isArray(value);

/** What a value is. */
export function schemaOf(value: unknown): Schema {
	if (value === null) return { type: 'null' };
	if (Array.isArray(value)) {
		const items = value.map(schemaOf);
		return items.length === 0 ? { type: 'array' } : { type: 'array', items: items.reduce(merged) };
	}
	if (isObject(value)) {
		const known = Object.entries(value).filter(([, each]) => each !== undefined);
		return {
			type: 'object',
			properties: Object.fromEntries(known.map(([name, each]) => [name, schemaOf(each)])),
		};
	}
	if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
	return { type: typeof value === 'boolean' ? 'boolean' : 'string' };
}

/** Two things of one kind: all that either of them has. A value that is missing once is of the other's type. */
export function merged(one: Schema, other: Schema): Schema {
	if (one.type === 'null') return other;
	if (other.type === 'null') return one;
	if (one.type === 'array' && other.type === 'array') {
		const items =
			one.items && other.items ? merged(one.items, other.items) : (one.items ?? other.items);
		return items ? { type: 'array', items } : { type: 'array' };
	}
	if (one.type === 'object' && other.type === 'object') {
		const properties = { ...one.properties };
		for (const [name, schema] of Object.entries(other.properties ?? {})) {
			properties[name] = name in properties ? merged(properties[name], schema) : schema;
		}
		return { type: 'object', properties };
	}
	if (one.type === other.type) return one;
	const numbers = ['integer', 'number'];
	if (numbers.includes(one.type) && numbers.includes(other.type)) return { type: 'number' };
	// Of several types a preview can show one: an id that is a number here and a text there is a text.
	return [one, other].find(({ type }) => type === 'string') ?? one;
}

/** The file of a schema, as prettier leaves it. */
export const schemaText = (outputs: readonly unknown[]): string =>
	`${JSON.stringify({ ...outputs.map(schemaOf).reduce(merged), version: 1 }, null, '\t')}\n`;
