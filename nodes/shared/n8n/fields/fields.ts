import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { invalidInput } from '../../errors/input';
import type { JsonObject, JsonValue } from '../../http';
import { objectIn, objectsIn } from '../../json';
import { isBlank, readList } from './readers';

/**
 * The one rule of what a field means that holds nothing, for every field of every write: left empty,
 * it is not sent when something is created, and leaves what is there when something is changed. So it
 * is with `null`, `undefined`, an empty text and an empty list of an expression. Either is told in a
 * warning, since an expression may have found nothing. What is to be taken away is chosen in
 * 'Clear Fields'.
 */

const CLEAR = 'clearFields';

/** What the field texts say of it, where an update chooses its fields. */
export const EMPTY_STAYS =
	'Only what is filled in here is changed. A field that is left empty stays as it is; to take a value away, choose it in Clear Fields.';

/** The same where something new is described. */
export const EMPTY_IS_NOT_SENT = 'A field that is left empty is not sent.';

/** Whether a field holds nothing. */
const isEmpty = (value: JsonValue) =>
	isBlank(value) || (Array.isArray(value) && value.length === 0);

/** The choice of what an update takes away. */
export const clearFields = (...fields: INodeProperties[]): INodeProperties => ({
	displayName: 'Clear Fields',
	name: CLEAR,
	type: 'multiOptions',
	default: [],
	options: fields.map(({ displayName, name }) => ({
		name: displayName.replace(' Names or IDs', 's'),
		value: name,
	})),
	description:
		'The fields whose values to take away. A field that is left empty stays as it is: only what is chosen here is emptied.',
});

/** What a collection says. */
export interface GivenFields {
	/** The fields that hold something. */
	given: JsonObject;
	/** What to tell of fields that were added and hold nothing. */
	warnings: string[];
}

/** What an update says. */
export interface FieldChanges extends GivenFields {
	/** The names of the fields to be emptied. */
	cleared: string[];
}

const optionsOf = ({ options }: INodeProperties) => (options ?? []) as INodeProperties[];

const labelOf = (described: INodeProperties, name: string) =>
	optionsOf(described).find((option) => option.name === name)?.displayName ?? name;

const isNothing = (value: JsonValue) => value === undefined || value === null;

/**
 * The labels of what rows hold nothing in. A row shows all of its fields, so that one which nobody filled
 * in is an empty text; only an expression gives nothing at all.
 */
function emptyInRows(rows: JsonValue, { options, displayName: label }: INodeProperties): string[] {
	return ((options ?? []) as INodePropertyCollection[]).flatMap(({ name, values }) =>
		values
			.filter((field) => objectsIn(objectIn(rows)[name]).some((row) => isNothing(row[field.name])))
			.map((field) => `${field.displayName} (${label})`),
	);
}

/** @param told what to say of the empty ones, before their names and after */
function readFields(
	fields: JsonObject,
	described: INodeProperties,
	[before, after]: [string, string],
): GivenFields {
	const all = Object.entries(fields);
	const empty = all.flatMap(([name, value]) => {
		if (isEmpty(value)) return [labelOf(described, name)];
		const rows = optionsOf(described).find((each) => each.name === name);
		return rows?.type === 'fixedCollection' ? emptyInRows(value, rows) : [];
	});
	return {
		given: Object.fromEntries(all.filter(([, value]) => !isEmpty(value))),
		warnings: empty.length === 0 ? [] : [`${before}: ${empty.join(', ')}.${after}`],
	};
}

/**
 * The fields of something new.
 *
 * @param described the collection's description
 */
export const readGiven = (value: JsonValue, described: INodeProperties): GivenFields =>
	readFields(objectIn(value), described, ['Left empty, and so not sent', '']);

/**
 * What an update changes.
 *
 * @param described the collection's description
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` where nothing would change, and where a field is to be
 * cleared and set
 */
export function readChanges(value: JsonValue, described: INodeProperties): FieldChanges {
	const { [CLEAR]: chosen, ...fields } = objectIn(value);
	const cleared = [...new Set(readList(chosen, 'Clear Fields'))];
	const contradicted = cleared.find((name) => !isEmpty(fields[name]));
	if (contradicted !== undefined) {
		throw invalidInput(
			`'${labelOf(described, contradicted)}' is to be set and cleared`,
			"Empty the field, or take it out of 'Clear Fields'.",
		);
	}
	const others = Object.entries(fields).filter(([name]) => !cleared.includes(name));
	const read = readFields(Object.fromEntries(others), described, [
		'Left empty, and so not changed',
		" To take a value away, choose it in 'Clear Fields'.",
	]);
	if (Object.keys(read.given).length > 0 || cleared.length > 0) return { ...read, cleared };
	throw invalidInput(
		'There is nothing to update',
		"Add a field under 'Update Fields' and fill it in. One that is left empty stays as it is: to take its value away, choose it in 'Clear Fields'.",
	);
}
