import fc from 'fast-check';

import { ApiFailure } from '../../../../../nodes/shared/errors/apiFailure';
import {
	readBoolean,
	readList,
	readNumber,
	readText,
} from '../../../../../nodes/shared/n8n/fields/readers';

const refusal = (read: () => unknown): ApiFailure => {
	let error: unknown;
	try {
		read();
	} catch (reason) {
		error = reason;
	}
	expect(error).toBeInstanceOf(ApiFailure);
	return error as ApiFailure;
};

describe('readBoolean', () => {
	it.each([true, 'true', ' TRUE ', 'yes', 1, '1'])('takes %j for true', (value) => {
		expect(readBoolean(value, 'Dry Run')).toBe(true);
	});

	it.each([false, 'false', 'False', 'no', 0, '0'])('takes %j for false', (value) => {
		expect(readBoolean(value, 'Dry Run')).toBe(false);
	});

	it.each([undefined, null, '', '  '])('takes %j for a field left empty', (value) => {
		expect(readBoolean(value, 'Dry Run')).toBeUndefined();
	});

	it.each([2, 0.5, -1, NaN, 'maybe', 'undefined', [], [true], {}])('refuses %j', (value) => {
		const { code, message } = refusal(() => readBoolean(value, 'Dry Run'));
		expect(code).toBe('DOCUSIGN_INVALID_INPUT');
		expect(message).toMatch(/^'Dry Run' is neither true nor false: /);
	});
});

describe('readNumber', () => {
	const whole = { min: 1, whole: true };

	it.each<[number | string, number]>([
		[50, 50],
		['50', 50],
		[' 50 ', 50],
		['5e1', 50],
	])('reads %j', (value, number) => {
		expect(readNumber(value, 'Limit', whole)).toBe(number);
	});

	it.each([undefined, null, '', ' '])('takes %j for a field left empty', (value) => {
		expect(readNumber(value, 'Limit', whole)).toBeUndefined();
	});

	it.each([0, -1, 0.5, '0.5', 'NaN', NaN, Infinity, '300s', 'many', true, [], [5], {}])(
		'refuses %j',
		(value) => {
			const { message } = refusal(() => readNumber(value, 'Page Size', whole));
			expect(message).toMatch(/^'Page Size' is not a whole number of at least 1: /);
		},
	);

	it('takes a fraction and nought where they are meant', () => {
		expect(readNumber(0.5, 'Max Wait', { min: 0 })).toBe(0.5);
		expect(readNumber('0', 'Max Wait', { min: 0 })).toBe(0);
	});
});

describe('readList', () => {
	it.each<[unknown, string[]]>([
		[
			['a', ' b '],
			['a', 'b'],
		],
		['a, b;c\nd', ['a', 'b', 'c', 'd']],
		['a,b,', ['a', 'b']],
		[5, ['5']],
		[
			[5, 'x'],
			['5', 'x'],
		],
	])('reads %j', (value, list) => {
		expect(readList(value as never, 'Groups')).toEqual(list);
	});

	it.each([undefined, null, '', []])('takes %j for a field left empty', (value) => {
		expect(readList(value, 'Groups')).toEqual([]);
	});

	it.each([[undefined], [null], [''], ['a', ' '], ',', ' ; ', 'a,,b', ',a', {}, [{}], [['a']]])(
		'refuses %j',
		(value) => {
			const { code, message } = refusal(() => readList(value as never, 'Groups'));
			expect(code).toBe('DOCUSIGN_INVALID_INPUT');
			expect(message).toContain("'Groups'");
		},
	);
});

it('gives a value or a refusal that says the field, whatever comes', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			for (const read of [readBoolean, readList]) {
				try {
					read(value as never, 'Field');
				} catch (error) {
					expect(error).toBeInstanceOf(ApiFailure);
					expect(String(error)).toContain("'Field'");
				}
			}
			expect(typeof readText(value as never)).toBe('string');
		}),
	);
});
