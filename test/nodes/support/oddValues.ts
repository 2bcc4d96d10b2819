import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

/**
 * Every field of an operation, taken from its description, and values that an expression may give it:
 * what each value means for a field of a type, told apart from how the nodes read it.
 */

/** A field and where it stands: by itself, in a collection, or in a row of one. */
export interface Place {
	at: string[];
	field: INodeProperties;
}

const inside = (at: string[], field: INodeProperties): Place[] => {
	if (field.type === 'notice') return [];
	if (field.type === 'collection') {
		return (field.options as INodeProperties[]).flatMap((each) =>
			inside([...at, field.name], each),
		);
	}
	if (field.type === 'fixedCollection') {
		return (field.options as INodePropertyCollection[]).flatMap(({ name, values }) =>
			values.flatMap((each) => inside([...at, field.name, name, '0'], each)),
		);
	}
	return [{ at: [...at, field.name], field }];
};

export const placesOf = (fields: INodeProperties[]) => fields.flatMap((field) => inside([], field));

/** The same parameters with a value in a place; without it where there is none. */
export function put(parameters: INodeParameters, at: string[], value: unknown): INodeParameters {
	const copy = structuredClone(parameters);
	let inner = copy as Record<string, unknown>;
	at.slice(0, -1).forEach((step, n) => {
		inner[step] ??= at[n + 1] === '0' ? [] : {};
		inner = inner[step] as Record<string, unknown>;
	});
	const name = at.at(-1)!;
	if (value === undefined) delete inner[name];
	else inner[name] = value;
	return copy;
}

/** A value as an expression writes it, and as it comes out of it. */
export type Written = [expression: string, value: unknown];

const written = (value: unknown): Written => [`(${JSON.stringify(value)})`, value];

/** What no field means, or every field alike. */
const ODD: Written[] = [
	...[true, 0, 7, null, '', ' ', [], [''], ['x'], [null], {}, { a: 1 }, ' 7 ', 'some'].map(written),
	['undefined', undefined],
	['[undefined]', [undefined]],
	['0/0', NaN],
];

/** What more there is for fields that are no texts. */
const LOOSE: Written[] = [
	...[false, 1, -1, 0.5, 'true', ' False ', 'YES', 'no', '0', '1e1', '300s', ',', [['x']]].map(
		written,
	),
	['1/0', Infinity],
];

/** The odd values and those that the field has. */
export const valuesFor = ({ options = [], type }: INodeProperties): Written[] => [
	...ODD,
	...(['string', 'resourceLocator', 'json'].includes(type) ? [written('a@b')] : LOOSE),
	...(type.toLowerCase().endsWith('options')
		? options.flatMap((option) => ('value' in option ? [written(option.value)] : []))
		: []),
];

export type Meaning = { kind: 'empty' | 'refused' } | { kind: 'as'; value: unknown };

const EMPTY = { kind: 'empty' } as const;
const REFUSED = { kind: 'refused' } as const;
const as = (value: unknown) => ({ kind: 'as', value }) as const;
const isBlank = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** What a value means in a field. */
export function meaningOf(field: INodeProperties, value: unknown): Meaning {
	if (isBlank(value)) return EMPTY;
	const text = String(value).trim();
	const isPlain = typeof value !== 'object';
	const known =
		field.typeOptions?.loadOptionsMethod === undefined
			? field.options?.flatMap((option) => ('value' in option ? [String(option.value)] : []))
			: undefined;
	switch (field.type) {
		case 'boolean':
			if (isPlain && /^(true|yes|1)$/i.test(text)) return as(true);
			return isPlain && /^(false|no|0)$/i.test(text) ? as(false) : REFUSED;
		case 'number': {
			const { minValue = 0, numberPrecision } = field.typeOptions ?? {};
			const number = typeof value === 'boolean' || !isPlain ? NaN : Number(value);
			const isMeant =
				Number.isFinite(number) &&
				number >= minValue &&
				(numberPrecision !== 0 || Number.isInteger(number));
			return isMeant ? as(number) : REFUSED;
		}
		case 'options':
			return isPlain && known?.includes(text) ? as(text) : REFUSED;
		case 'multiOptions': {
			const list = Array.isArray(value) ? value : isPlain ? text.split(',') : [undefined];
			if (list.length === 0) return EMPTY;
			const isMeant = list.every(
				(each) =>
					!isBlank(each) &&
					typeof each !== 'object' &&
					(known === undefined || known.includes(String(each))),
			);
			return isMeant ? as(list.map((each) => String(each).trim())) : REFUSED;
		}
		case 'json':
			if (Array.isArray(value)) return value.length === 0 ? EMPTY : REFUSED;
			return isPlain && !/^\{.*\}$/.test(text) ? REFUSED : as(JSON.stringify(value));
		default:
			return isPlain ? as(text) : REFUSED;
	}
}

/**
 * The ways in which a field is given a value by an expression. n8n evaluates none where the field takes no
 * expression: there a workflow's file, or a request to n8n's API, gives the value as it is.
 */
export const waysToGive = (
	{ type, noDataExpression }: INodeProperties,
	[expression, value]: Written,
): unknown[] => {
	if (noDataExpression) return value === undefined ? [] : [value];
	const given = `={{ ${expression} }}`;
	return type === 'resourceLocator' ? [given, { __rl: true, mode: 'id', value: given }] : [given];
};

/** A value as the editor stores it. */
export const stored = ({ type }: INodeProperties, value: unknown): unknown =>
	type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
