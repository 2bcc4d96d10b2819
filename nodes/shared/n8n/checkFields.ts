import type { INodeProperties } from 'n8n-workflow';

import { invalidInput } from '../errors/input';
import type { JsonObject, JsonValue } from '../http';
import { isObject } from '../json';
import type { ItemParameters } from './operation';
import { isBlank, readBoolean, readOption } from './readers';

/**
 * Looks at an item's parameters before anything is asked or sent, by what the editor shows of them: an
 * expression or an agent may give what the editor would not. What a field does not have must not pass
 * for its widest value, and what nobody knows must not pass for nothing.
 */

/** Fields whose values have more spellings than the editor shows; each throws for what is none. */
export type Spellings = Readonly<Record<string, (value: JsonValue) => unknown>>;

interface Check {
	spellings: Spellings;
	/** Whether an option that holds nothing must not stand for its default. */
	isWrite: boolean;
}

/**
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT`: names the field and what belongs there
 */
export function checkFields(
	fields: readonly INodeProperties[],
	parameters: ItemParameters,
	check: Check,
): void {
	for (const field of fields) {
		const value = parameters.parameter(field.name);
		if (field.required && field.type === 'string' && isBlank(value)) {
			throw invalidInput(
				`'${field.displayName}' is empty`,
				`Fill in '${field.displayName}'. An expression may have found nothing in this item.`,
			);
		}
		// A list that came out empty would be one of everybody, and an option its default.
		const narrows = field.name === 'filters' || field.name === 'options';
		if (narrows && isBlank(value) && parameters.isExpression(field.name)) {
			throw invalidInput(
				`The expression in '${field.displayName}' gives nothing`,
				'Correct it, or give {} for none.',
			);
		}
		checkValue(field, value, check);
	}
}

function checkValue(field: INodeProperties, value: JsonValue, check: Check): void {
	if (field.type === 'collection') return checkCollection(field, value, check);
	if (field.type === 'fixedCollection') return checkRows(field, value, check);
	if (isBlank(value)) return;
	if (field.name in check.spellings) return void check.spellings[field.name](value);
	const { displayName: label } = field;
	if (field.type === 'boolean') readBoolean(value, label);
	if (field.type === 'options' && field.options && !field.typeOptions?.loadOptionsMethod) {
		readOption(
			value,
			label,
			field.options.map((each) => String('value' in each && each.value)),
		);
	}
	if (field.type === 'string' && typeof value === 'object') {
		throw invalidInput(
			`'${label}' is no text: ${Array.isArray(value) ? 'a list' : 'an object'}`,
			'Give a text, such as one field of the object.',
		);
	}
}

function checkCollection(field: INodeProperties, value: JsonValue, check: Check): void {
	if (isBlank(value)) return;
	const fields = (field.options ?? []) as INodeProperties[];
	for (const [name, entry] of Object.entries(fieldsOf(value, field.displayName, fields))) {
		const inner = fields.find((each) => each.name === name)!;
		if (isBlank(entry) && isNarrowing(field, inner, check)) {
			throw field.name === 'filters'
				? invalidInput(
						`The filter '${inner.displayName}' is empty`,
						'Give it a value, or remove it to list all. An expression may have found nothing in this item.',
					)
				: invalidInput(
						`'${inner.displayName}' is empty`,
						'Give it a value, or remove the option. An expression may have found nothing in this item.',
					);
		}
		checkValue(inner, entry, check);
	}
}

/** A filter that holds nothing would list everybody; an option of a change may be what holds it back. */
const isNarrowing = ({ name }: INodeProperties, { type }: INodeProperties, { isWrite }: Check) =>
	name === 'filters' || (name === 'options' && isWrite && type !== 'number');

function checkRows(field: INodeProperties, value: JsonValue, check: Check): void {
	if (isBlank(value)) return;
	const groups = (field.options ?? []) as unknown as Array<{
		name: string;
		values: INodeProperties[];
	}>;
	for (const [name, rows] of Object.entries(fieldsOf(value, field.displayName, groups))) {
		if (isBlank(rows)) continue;
		const { values } = groups.find((each) => each.name === name)!;
		const described = { ...field, name: '', options: values };
		for (const row of Array.isArray(rows) ? rows : [rows]) {
			fieldsOf(row as JsonValue, field.displayName, values);
			checkCollection(described, row as JsonValue, check);
		}
	}
}

function fieldsOf(
	value: JsonValue,
	label: string,
	known: ReadonlyArray<{ name: string }>,
): JsonObject {
	const names = known.map(({ name }) => name).join(', ');
	if (!isObject(value)) {
		throw invalidInput(`'${label}' is no set of fields`, `Give an object with any of: ${names}.`);
	}
	const unknown = Object.keys(value).find((name) => !known.some((each) => each.name === name));
	if (unknown === undefined) return value;
	throw invalidInput(`'${label}' has no field "${unknown}"`, `Its fields are: ${names}.`);
}
