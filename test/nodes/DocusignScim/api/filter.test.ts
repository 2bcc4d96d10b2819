import fc from 'fast-check';

import {
	compare,
	element,
	every,
	type Comparison,
} from '../../../../nodes/DocusignScim/api/filter';
import { readElement, readFilter } from '../support/filterParser';

const COMPARISONS: Comparison[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];

/** Any text, and often one that is made to break out of a filter. */
const texts = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string({ unit: fc.constantFrom('"', '\\', ']', ')', ' ', 'or', '\n', '\0', '\ud800', 'é') }),
);

describe('a filter', () => {
	it('says what RFC 7644 shows by example', () => {
		expect(compare('userName', 'eq', 'bjensen')).toBe('userName eq "bjensen"');
		expect(compare('active', 'eq', false)).toBe('active eq false');
		expect(element('members', 'value', '2819c223')).toBe('members[value eq "2819c223"]');
	});

	it('escapes what would end its text', () => {
		expect(compare('userName', 'eq', 'a"b\\c')).toBe('userName eq "a\\"b\\\\c"');
		expect(compare('userName', 'eq', 'x" or active eq true or userName eq "')).toBe(
			'userName eq "x\\" or active eq true or userName eq \\""',
		);
	});

	it('reads back as the one comparison it was made of, whatever the value', () => {
		fc.assert(
			fc.property(fc.constantFrom(...COMPARISONS), texts, (comparison, value) => {
				const filter = compare('userName', comparison, value);
				expect(readFilter(filter)).toEqual([{ attribute: 'userName', comparison, value }]);
				// It travels in an address, where half a surrogate pair cannot be written.
				expect(decodeURIComponent(encodeURIComponent(filter))).toBe(filter);
			}),
		);
	});

	it('reads back as the one path it was made of, whatever the id', () => {
		fc.assert(
			fc.property(texts, (value) => {
				expect(readElement(element('members', 'value', value))).toEqual({
					list: 'members',
					attribute: 'value',
					comparison: 'eq',
					value,
				});
			}),
		);
	});

	it('demands all of several', () => {
		fc.assert(
			fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), (values) => {
				const filter = every(values.map((value) => compare('title', 'co', value)));
				expect(readFilter(String(filter)).map(({ value }) => value)).toEqual(values);
			}),
		);
		expect(every([])).toBeUndefined();
		expect(every([undefined, 'a eq "1"', undefined])).toBe('a eq "1"');
	});

	it('keeps one written by hand together', () => {
		expect(every([], ' a eq 1 or b eq 2 ')).toBe('a eq 1 or b eq 2');
		expect(every(['c eq "3"'], 'a eq 1 or b eq 2')).toBe('c eq "3" and (a eq 1 or b eq 2)');
		expect(every(['c eq "3"'], '  ')).toBe('c eq "3"');
	});
});
