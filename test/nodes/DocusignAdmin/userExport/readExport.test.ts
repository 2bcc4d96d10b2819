import fc from 'fast-check';
import {
	exportReader,
	recordSink,
	type ExportFile,
} from '../../../../nodes/DocusignAdmin/userExport/readExport';
import { writeCsv } from '../../../../sandbox/state/csv';

/** Reads a text that arrives in pieces of so many bytes. */
function readExport(text: string, file: ExportFile, size = Infinity) {
	const reader = exportReader(file, recordSink());
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; at += size) reader.take(bytes.subarray(at, at + size));
	return reader.end();
}

const needed = ['email', 'account_id'];
const row = ['jane@example.com', 'a1', 'Sender', 'Active', 'x'];

describe('an export file', () => {
	it('is read by its column names, in whatever order and spelling', () => {
		const file = writeCsv([
			['User Email', 'ACCOUNT_ID', 'eSignPermissionProfile', 'UserStatus', 'Cost Center'],
			row,
		]);
		expect(readExport(file, { needed, rows: 1 })).toEqual([
			{
				email: 'jane@example.com',
				account_id: 'a1',
				permission_profile: { name: 'Sender' },
				status: 'active',
				'Cost Center': 'x',
			},
		]);
	});

	it('keeps a second column of one meaning under its own name', () => {
		const file = writeCsv([
			['Email', 'UserEmail', 'AccountID'],
			['jane@example.com', 'doe@example.com', 'a1'],
		]);
		const [record] = readExport(file, { needed });
		expect(record).toMatchObject({ email: 'jane@example.com', UserEmail: 'doe@example.com' });
	});

	it('loses no column that is called like another one or like a field, or not at all', () => {
		const file = writeCsv([
			['UserEmail', 'email', 'AccountID', 'UserID', 'id', 'Note', ' Note', ''],
			['jane@example.com', 'other', 'a1', 'u1', 'u2', 'x', 'y', 'z'],
		]);
		expect(readExport(file, { needed })).toEqual([
			{
				email: 'jane@example.com',
				'email (column 2)': 'other',
				account_id: 'a1',
				id: 'u1',
				'id (column 5)': 'u2',
				Note: 'x',
				'Note (column 7)': 'y',
				'column 8': 'z',
			},
		]);
	});

	it('has no group without a name', () => {
		const file = writeCsv([
			['Email', 'AccountID', 'Groups'],
			['jane@example.com', 'a1', 'Legal;; Sales; '],
		]);
		expect(readExport(file, { needed })[0].groups).toEqual([{ name: 'Legal' }, { name: 'Sales' }]);
	});

	it.each([
		['\n', '\r\n'],
		['\r\n', '\n'],
		['\r', '\r'],
		['\r\n', '\r\r\n'],
	])('is read with lines that end with %j and %j, however it arrives', (one, other) => {
		const file = `Email,AccountID,Note${one}a@example.com,a1,x${other}b@example.com,a1,"y${one}z"${one}`;
		for (const size of [1, 7, Infinity]) {
			expect(readExport(file, { needed, rows: 2 }, size).map(({ Note: note }) => note)).toEqual([
				'x',
				`y${one}z`,
			]);
		}
	});

	it.each(['latin1', 'utf16le'] as const)(
		'is an error in %s, and no name in other letters',
		(encoding) => {
			const text = '\uFEFFEmail,AccountID,UserName\r\nj@example.com,a1,Müller\r\n';
			const bytes = Buffer.from(encoding === 'latin1' ? text.slice(1) : text, encoding);
			const reader = exportReader({ needed }, recordSink());
			const read = () => {
				reader.take(bytes);
				return reader.end();
			};
			expect(read).toThrow('it is not in UTF-8');
		},
	);

	it.each([
		['instead of the columns', 'x, '.repeat(50_000)],
		['with a quotation mark', `${'x '.repeat(50_000)}"`],
		['in a row', `Email,AccountID\r\n${'x '.repeat(50_000)}"`],
	])('one long line %s is told in a few words', (_, text) => {
		const few = expect.stringMatching(/^.{20,450}$/) as string;
		expect(() => readExport(text, { needed })).toThrow(
			expect.objectContaining({ message: few }) as Error,
		);
	});

	it.each([
		['an empty file', '', undefined, 'empty'],
		[
			'one without a needed column',
			writeCsv([
				['AccountID', 'Mail'],
				['a1', 'x'],
			]),
			undefined,
			'no column for email',
		],
		[
			'one with fewer rows than told',
			writeCsv([
				['Email', 'AccountID'],
				['j@example.com', 'a1'],
			]),
			2,
			'1 rows',
		],
		['one that was cut off within a row', 'Email,AccountID\r\nj@example.com', undefined, 'no CSV'],
		[
			'one that was cut off within quotes',
			'Email,AccountID\r\n"j@example.com,a1',
			undefined,
			'no CSV',
		],
		['a page of HTML', '<html><body>Sign in</body></html>', undefined, 'no column for email'],
	])('%s is an error', (_, text, rows, message) => {
		expect(() => readExport(text, { needed, rows })).toThrow(message);
	});

	it('is whole where its length is as told, however its rows were counted', () => {
		const file = writeCsv([
			['Email', 'AccountID'],
			['jürgen@example.com', 'a1'],
		]);
		const bytes = Buffer.byteLength(file);
		expect(readExport(file, { needed, rows: 2, bytes }, 5)).toHaveLength(1);
		expect(readExport(file, { needed, rows: 1, bytes: bytes - 1 })).toHaveLength(1);
		for (const other of [bytes - 1, bytes + 1, 0]) {
			expect(() => readExport(file, { needed, rows: 2, bytes: other })).toThrow('1 rows');
		}
	});

	it('names the columns that are there where one is missing', () => {
		const file = writeCsv([
			['AccountID', 'Mail'],
			['a1', 'x'],
		]);
		expect(() => readExport(file, { needed })).toThrow('UserEmail');
		expect(() => readExport(file, { needed })).toThrow('AccountID, Mail');
	});

	it('says in which line of the file it is no CSV, and when a line is too long or too short', () => {
		const rows = Array.from({ length: 20 }, (_, n) => [`u${n}@example.com`, 'a1']);
		const file = writeCsv([['Email', 'AccountID'], ...rows]);
		const read = (more: string) => () => readExport(file + more, { needed }, 50);
		expect(read('x"y,a1\r\n')).toThrow(/no CSV: .*line 22/);
		expect(read('x,a1,more\r\n')).toThrow('has 3 cells, and the first one 2');
		expect(read('x\r\n')).toThrow('has 1 cells, and the first one 2');
	});

	it('gives back every cell of a column that is not known, however the file arrives', () => {
		const cell = fc.oneof(
			fc.string({ maxLength: 20 }),
			fc.string({ unit: fc.constantFrom('\r', '\n', '"', ',', 'a', 'ä', ' '), maxLength: 20 }),
		);
		const rows = fc.array(fc.tuple(cell, cell), { maxLength: 30 });
		fc.assert(
			fc.property(rows, fc.integer({ min: 1, max: 40 }), (cells, size) => {
				const body = cells.map(([one, other], n) => [`u${n}@example.com`, 'a1', one, other]);
				const file = writeCsv([['Email', 'AccountID', 'Note', 'Other note'], ...body]);
				const read = readExport(file, { needed, rows: cells.length }, size);
				expect(read.map(({ email }) => email)).toEqual(body.map(([email]) => email));
				read.forEach((record, n) => {
					const [one, other] = cells[n];
					expect(record.Note).toBe(one.trim() === '' ? undefined : one);
					expect(record['Other note']).toBe(other.trim() === '' ? undefined : other);
				});
			}),
		);
	});
});
