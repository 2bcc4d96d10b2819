import type { JsonValue } from '../../../shared/http';
import { isGuid } from '../ids';
import type { FieldFacts } from './facts';

/** Values of the plain types of the description. */

/** Docusign's own times carry no zone. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(?:Z|[+-]\d{2}:\d{2})?$/i;
const INT32 = 2 ** 31;

const isTime = (text: string): boolean => TIME.test(text) && !Number.isNaN(Date.parse(text));

export const isDateOrTime = (text: string): boolean =>
	isTime(text) || (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)));

const kindOf = (value: JsonValue): string => {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	const kinds: Record<string, string> = {
		string: 'text',
		object: 'an object',
		boolean: 'a switch',
	};
	return kinds[typeof value] ?? `a ${typeof value}`;
};

/** As it goes on after a field's name. Values are not shown: one of them may be a secret. */
export const isNot = (value: JsonValue, wanted: string): string =>
	value === null ? `is null: leave it out` : `is ${kindOf(value)}, where ${wanted} belongs`;

/**
 * What is wrong with a value of a plain type, as it goes on after the field's name; undefined where
 * nothing is.
 */
export function valueProblem(value: JsonValue, facts: FieldFacts): string | undefined {
	const { type, format, enum: options } = facts;
	if (options && !options.some((each) => each === value)) {
		return `is none of ${options.join(', ')}`;
	}
	switch (type) {
		case 'string':
			return typeof value === 'string' ? textProblem(value, format) : isNot(value, 'a text');
		case 'boolean':
			return typeof value === 'boolean' ? undefined : isNot(value, 'true or false');
		case 'integer':
		case 'number':
			return typeof value === 'number'
				? numberProblem(value, type, format)
				: isNot(value, 'a number');
		default:
			return undefined;
	}
}

function textProblem(text: string, format: string | undefined): string | undefined {
	if (format === 'uuid' && !isGuid(text)) {
		return 'is no ID like 7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11';
	}
	if (format === 'date-time' && !isTime(text)) return 'is no time like 2026-01-31T08:00:00Z';
	if (format === 'uri' && !URL.canParse(text)) return 'is no address like https://example.com/';
	return undefined;
}

function numberProblem(number: number, type: string, format?: string): string | undefined {
	if (type === 'number') return undefined;
	if (!Number.isInteger(number)) return 'is no whole number';
	if (!Number.isSafeInteger(number)) return 'is too large a number to be passed on unchanged';
	const fits = format !== 'int32' || (number >= -INT32 && number < INT32);
	return fits ? undefined : 'is too large a number';
}
