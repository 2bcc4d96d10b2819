import fc from 'fast-check';

import { parse } from '../../../../nodes/DocusignAdmin/userExport/csv';
import { isFormula, writeCsv } from '../../../../nodes/DocusignAdmin/userExport/writeCsv';
import { parseCsv } from '../../../../sandbox/state/csv';

it('what is written is read as it was, by two readers', () => {
	const cell = fc.oneof(
		fc.string(),
		fc.constantFrom('a,b', 'say "hi"', 'two\nlines', 'two\r\nlines', ' blank ', '', ';', "'"),
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), (rows) => {
			const header = ['A', 'B', 'C'];
			const text = writeCsv(header, rows);
			expect(parse(text)).toEqual([header, ...rows]);
			const filled = [header, ...rows].filter((cells) => cells.some((each) => each.trim() !== ''));
			// A lone carriage return is what the sandbox's simple reader drops.
			if (!/(?<!\r\n)\r(?!\n)|\r\n/.test(rows.flat().join(''))) {
				expect(parseCsv(text)).toEqual(filled);
			}
		}),
	);
});

it.each(['=1+1', '@SUM(A1)', '+cmd|x', '-2+3=x', ' =1', '\t=1', '\r=1', '\n1', '+1a'])(
	'%j would be run by a spreadsheet',
	(cell) => expect(isFormula(cell)).toBe(true),
);

it.each(['', 'a=b', '+49 (0)30 123-456', '-5', '+1.234,5', "O'Neill", 'Anna-Maria', '1+1'])(
	'%j would not',
	(cell) => expect(isFormula(cell)).toBe(false),
);
