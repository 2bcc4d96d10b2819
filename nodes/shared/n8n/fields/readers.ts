import { invalidInput } from '../../errors/input';
import type { JsonValue } from '../../http';
import { zonedTime } from '../../zonedTime';

/**
 * Values of parameters. The editor gives them in their type; an expression or an agent may give a text,
 * a number or nothing instead. Each reader gives the value that is certainly meant, or says which field
 * cannot be: what is guessed wrong here lists everybody, or sends what was to be a dry run.
 */

const TRUE = new Set(['true', 'yes', '1']);
const FALSE = new Set(['false', 'no', '0']);

/** Whether an expression gave nothing: that is a field left empty. */
export const isBlank = (value: JsonValue): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A text, trimmed; empty where there is none. An object is shown as it is, which no field can mean. */
export const readText = (value: JsonValue): string => {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
};

/** What a value that is none turns into as a text: never an id. */
const NO_IDS = new Set(['', 'undefined', 'null', 'NaN', 'true', 'false', '[object Object]']);

export const isNoId = (text: string): boolean => NO_IDS.has(text);

/**
 * A switch: `true`, `false`, and the texts and numbers that say the same.
 *
 * @returns undefined for a field left empty
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for anything else
 * @example readBoolean('False', 'Dry Run') // false
 */
export function readBoolean(value: JsonValue, label: string): boolean | undefined {
	if (isBlank(value)) return undefined;
	const text = typeof value === 'object' ? '' : String(value).trim().toLowerCase();
	if (TRUE.has(text)) return true;
	if (FALSE.has(text)) return false;
	throw invalidInput(
		`'${label}' is neither true nor false: ${shown(value)}`,
		'Give true or false.',
	);
}

/**
 * A number, also where it comes as text.
 *
 * @param limits `min`: the least it may be; `whole`: without a fraction
 * @returns undefined for a field left empty
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for anything else
 * @example readNumber('50', 'Limit', { min: 1, whole: true }) // 50
 */
export function readNumber(
	value: JsonValue,
	label: string,
	{ min, whole = false }: { min: number; whole?: boolean },
): number | undefined {
	if (isBlank(value)) return undefined;
	const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
	if (Number.isFinite(number) && number >= min && (!whole || Number.isInteger(number))) {
		return number;
	}
	const wanted = `a ${whole ? 'whole ' : ''}number of at least ${min}`;
	throw invalidInput(`'${label}' is not ${wanted}: ${shown(value)}`, `Give ${wanted}.`);
}

/**
 * One of a field's options.
 *
 * @returns undefined for a field left empty
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for a value that the field does not have: the widest of them
 * must not stand for it
 * @example readOption('selectedAccounts', 'Close In', ['allAccounts', 'selectedAccounts'])
 */
export function readOption<Option extends string>(
	value: unknown,
	label: string,
	options: readonly Option[],
): Option | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const option = options.find((each) => each === value);
	if (option !== undefined) return option;
	throw invalidInput(
		`'${label}' has no option ${shown(value as JsonValue)}`,
		`The options are: ${options.join(', ')}.`,
	);
}

/**
 * Several values: an array, or a text with commas, semicolons or line breaks between them.
 *
 * @returns the entries, trimmed; none for a field left empty
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` where an entry is empty or no plain value: an expression
 * that found nothing for one of several must not pass for a shorter list. A text may end in a separator
 * @example readList('a, b;c', 'Groups') // ['a', 'b', 'c']
 */
export function readList(value: JsonValue, label: string): string[] {
	if (isBlank(value)) return [];
	if (Array.isArray(value)) return value.map((entry) => entryOf(entry, label));
	if (typeof value === 'object') throw notAList(value, label);
	const text = String(value)
		.trim()
		.replace(/\s*[,;]$/, '');
	if (text === '') throw notAList(value, label);
	return text.split(/[,;\n]/).map((entry) => entryOf(entry, label));
}

/**
 * A point in time; where it names no zone, in the one given.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT`
 * @example readTime('2026-01-31', 'Last Modified Since', 'Europe/Berlin') // 2026-01-30T23:00:00Z
 */
export function readTime(value: JsonValue, label: string, timeZone: string): Date {
	const time = zonedTime(readText(value), timeZone);
	if (time !== undefined) return new Date(time);
	throw invalidInput(
		`'${label}' is not a date: ${readText(value)}`,
		'Give a date like 2026-01-31 or a time like 2026-01-31T08:00:00Z.',
	);
}

function entryOf(entry: JsonValue, label: string): string {
	if (isBlank(entry)) {
		throw invalidInput(
			`An entry of '${label}' is empty`,
			'An expression may have found nothing in this item. Give a value for each entry, or leave it out.',
		);
	}
	if (typeof entry === 'object') throw notAList(entry, label);
	return String(entry).trim();
}

const notAList = (value: JsonValue, label: string) =>
	invalidInput(
		`'${label}' is no list of values: ${shown(value)}`,
		'Give a list, or a text with commas between the entries.',
	);

const MOST_SHOWN = 60;

function shown(value: JsonValue): string {
	const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
	return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
