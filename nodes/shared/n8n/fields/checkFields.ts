import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { invalidInput } from '../../errors/input';
import type { JsonObject, JsonValue } from '../../http';
import { isObject, objectIn } from '../../json';
import type { ItemParameters } from '../operation';
import { isBlank, readBoolean, readList, readNumber, readOption } from './readers';

/**
 * Looks at an item's parameters before anything is asked or sent, by what the editor shows of them: an
 * expression or an agent may give what the editor would not. What a field does not have must not pass
 * for its widest value, and what nobody knows must not pass for nothing.
 *
 * A collection is looked at field by field, and so is how it comes: n8n makes a node's parameters anew
 * from its description before any run (`getNodeParameters` in n8n-workflow, called by `Workflow`). Fields
 * of a collection that are not described, and a whole collection that is one expression, are gone by
 * then without a trace, so that no node can refuse them.
 */

/** Fields whose values have more spellings than the editor shows; each throws for what is none. */
export type Spellings = Readonly<Record<string, (value: JsonValue) => unknown>>;

interface Check {
	spellings: Spellings;
	/** Whether an option that holds nothing must not stand for its default: it may hold a change back. */
	isWrite: boolean;
}

const FOUND_NOTHING = 'An expression may have found nothing in this item.';

/**
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT`: names the field and what belongs there
 */
export function checkFields(
	fields: readonly INodeProperties[],
	parameters: Pick<ItemParameters, 'parameter'>,
	check: Check,
): void {
	for (const field of fields) {
		const value = parameters.parameter(field.name);
		if (field.type === 'options' && isShown(field, parameters)) demandOption(field, value);
		checkShown(field, parameters, check);
	}
}

function checkShown(
	field: INodeProperties,
	parameters: Pick<ItemParameters, 'parameter'>,
	check: Check,
	rows?: INodeProperties,
): void {
	const value = parameters.parameter(field.name);
	if (field.required && isBlank(value) && isShown(field, parameters)) demandFilledIn(field, rows);
	checkField(field, value, check);
}

/** Whether the editor shows a field, by the fields beside it. */
const isShown = (
	{ displayOptions }: INodeProperties,
	{ parameter }: Pick<ItemParameters, 'parameter'>,
): boolean =>
	Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
		(values as JsonValue[] | undefined)?.includes(parameter(name)),
	);

/** What says what an operation is about must not be left to whatever stands for nothing. */
function demandOption(field: INodeProperties, value: JsonValue): void {
	if (!isBlank(value)) return;
	const options = valuesOf(field)?.join(', ');
	throw invalidInput(`'${field.displayName}' is empty`, `Give one of its options: ${options}.`);
}

/** Texts and picked records: what lists hold, their operations ask for, who know what an empty one means. */
function demandFilledIn({ type, displayName }: INodeProperties, rows?: INodeProperties): void {
	if (type !== 'string' && type !== 'resourceLocator') return;
	const label = rows ? `${displayName} (${rows.displayName})` : displayName;
	throw invalidInput(`'${label}' is empty`, `Fill in '${label}'. ${FOUND_NOTHING}`);
}

function checkField(field: INodeProperties, value: JsonValue, check: Check): void {
	if (field.type === 'collection') return checkCollection(field, value, check);
	if (field.type === 'fixedCollection') return checkRows(field, value, check);
	if (!isBlank(value)) checkValue(field, value, check);
}

function checkCollection(collection: INodeProperties, value: JsonValue, check: Check): void {
	const given = objectIn(value);
	for (const field of (collection.options ?? []) as INodeProperties[]) {
		if (!(field.name in given)) continue;
		if (isBlank(given[field.name])) refuseEmpty(collection, field, check);
		checkField(field, given[field.name], check);
	}
}

/** A filter that holds nothing would list everybody; an option of a change may be what holds it back. */
function refuseEmpty({ name }: INodeProperties, field: INodeProperties, { isWrite }: Check): void {
	const { displayName: label, type } = field;
	if (name === 'filters') {
		throw invalidInput(
			`The filter '${label}' is empty`,
			`Give it a value, or remove it to list all. ${FOUND_NOTHING}`,
		);
	}
	if (name === 'options' && isWrite && type !== 'number') {
		throw invalidInput(
			`'${label}' is empty`,
			`Give it a value, or remove the option. ${FOUND_NOTHING}`,
		);
	}
}

function checkRows(field: INodeProperties, value: JsonValue, check: Check): void {
	for (const { name, values } of (field.options ?? []) as INodePropertyCollection[]) {
		const rows = objectIn(value)[name];
		for (const row of Array.isArray(rows) ? rows : [rows]) {
			const parameters = { parameter: (each: string) => objectIn(row)[each] };
			if (isBlank(row as JsonValue)) continue;
			for (const each of values) checkShown(each, parameters, check, field);
		}
	}
}

/** Checks a value that is there. */
function checkValue(field: INodeProperties, value: JsonValue, { spellings }: Check): void {
	const { name, displayName: label, typeOptions } = field;
	if (name in spellings) return void spellings[name](value);
	switch (field.type) {
		case 'boolean':
			return void readBoolean(value, label);
		case 'number': {
			const { minValue = 0, numberPrecision } = typeOptions ?? {};
			return void readNumber(value, label, { min: minValue, whole: numberPrecision === 0 });
		}
		case 'options':
			return void readOption(value, label, valuesOf(field) ?? [value as string]);
		case 'multiOptions': {
			const options = valuesOf(field);
			return readList(value, label).forEach((each) => readOption(each, label, options ?? [each]));
		}
		case 'string':
		case 'resourceLocator':
			return refuseObject(value, label);
	}
}

/** The values that a field has; undefined where only the server knows them. */
const valuesOf = ({ options, typeOptions }: INodeProperties): string[] | undefined =>
	typeOptions?.loadOptionsMethod === undefined
		? ((options ?? []) as INodePropertyOptions[]).map((option) => String(option.value))
		: undefined;

function refuseObject(value: JsonValue | JsonObject, label: string): void {
	if (!isObject(value) && !Array.isArray(value)) return;
	throw invalidInput(
		`'${label}' is no text: ${Array.isArray(value) ? 'a list' : 'an object'}`,
		'Give a text, such as one field of the object.',
	);
}
