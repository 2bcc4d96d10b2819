import type { INodeProperties } from 'n8n-workflow';

import { invalidInput } from '../errors/input';
import type { JsonObject, JsonValue } from '../http';
import { objectIn } from '../json';
import { isBlank, readList } from './readers';

/**
 * The one rule of what a field means that holds nothing, for every field of every write: left empty,
 * it is not sent when something is created, and leaves what is there when something is changed. So it
 * is with `null`, `undefined` and an empty text of an expression. What is to be taken away is chosen
 * in 'Clear Fields'.
 */

const CLEAR = 'clearFields';

/** Whether a field holds nothing. */
const isEmpty = (value: JsonValue) =>
	isBlank(value) || (Array.isArray(value) && value.length === 0);

/** The fields of a collection that hold something. */
export const givenFields = (value: JsonValue): JsonObject =>
	Object.fromEntries(Object.entries(objectIn(value)).filter(([, field]) => !isEmpty(field)));

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

/** What an update says. */
export interface FieldChanges {
	/** The fields that hold something. */
	given: JsonObject;
	/** The names of those to be emptied. */
	cleared: string[];
	/** What to tell of fields that were added and hold nothing. */
	warnings: string[];
}

/**
 * What an update changes.
 *
 * @param described the collection's description
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` where nothing would change, where a field cannot be
 * cleared, and where one is to be cleared and set
 */
export function readChanges(value: JsonValue, described: INodeProperties): FieldChanges {
	const { [CLEAR]: chosen, ...fields } = objectIn(value);
	const given = givenFields(fields);
	const options = (described.options ?? []) as INodeProperties[];
	const clearable = (options.find(({ name }) => name === CLEAR)?.options ?? []) as Array<{
		value: string;
	}>;
	const labelOf = (name: string) =>
		options.find((option) => option.name === name)?.displayName ?? name;
	const cleared = [...new Set(readList(chosen, 'Clear Fields'))];
	for (const name of cleared) {
		if (!clearable.some((option) => option.value === name)) {
			throw invalidInput(
				`'Clear Fields' cannot clear "${name}"`,
				`It clears: ${clearable.map((option) => option.value).join(', ')}.`,
			);
		}
		if (given[name] === undefined) continue;
		throw invalidInput(
			`'${labelOf(name)}' is to be set and cleared`,
			"Empty the field, or take it out of 'Clear Fields'.",
		);
	}
	if (Object.keys(given).length === 0 && cleared.length === 0) {
		throw invalidInput(
			'There is nothing to update',
			"Add a field under 'Update Fields' and fill it in. One that is left empty stays as it is: to take its value away, choose it in 'Clear Fields'.",
		);
	}
	const left = Object.keys(fields).filter(
		(name) => isEmpty(fields[name]) && !cleared.includes(name),
	);
	const warnings =
		left.length === 0
			? []
			: [
					`Left empty, and so not changed: ${left.map(labelOf).join(', ')}. To take a value away, choose it in 'Clear Fields'.`,
				];
	return { given, cleared, warnings };
}
