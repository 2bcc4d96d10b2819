import fc from 'fast-check';

import { isGuid } from '../../../../nodes/DocusignAdmin/api/ids';
import { importFields } from '../../../../nodes/DocusignAdmin/descriptions/importFields';
import { FIELDS, NEEDED } from '../../../../nodes/DocusignAdmin/userImport/columns';
import { filesOf, LIMITS, splitRows } from '../../../../nodes/DocusignAdmin/userImport/files';
import { readRows, type ImportRow } from '../../../../nodes/DocusignAdmin/userImport/rows';
import type { JsonObject } from '../../../../nodes/shared/http';
import { parseCsv } from '../../../../sandbox/state/csv';

const person = {
	email: 'jane@example.com',
	firstName: 'Jane',
	lastName: 'Doe',
	account: 'a-1',
	permissionProfile: 'Sender',
};
const settings = { kind: 'add' as const, fieldNames: {} };
const read = (...people: JsonObject[]) => readRows(people, settings);
const problem = (...people: JsonObject[]) =>
	[...read(...people).problems].map(([index, { message }]) => `${index}: ${message}`);

describe('people become rows', () => {
	it('by the names of the node, of its records, and by names that are given', () => {
		const record = {
			email: 'jane@example.com',
			first_name: 'Jane',
			last_name: 'Doe',
			account_id: 'a-1',
			permission_profile: { id: 1, name: 'Sender' },
			groups: [{ name: 'Legal' }, 'Sales'],
			Titel: 'Engineer',
		};
		const given = { ...settings, fieldNames: { jobTitle: 'Titel' } };
		expect(readRows([record], given).rows).toEqual([
			{ index: 0, cells: { ...person, groups: 'Legal;Sales', jobTitle: 'Engineer' } },
		]);
	});

	it('with the ID of Docusign, and not with that of another system', () => {
		const id = '0c000000-0000-4000-8000-000000000001';
		const idIn = (more: JsonObject, userId?: string) => {
			const names = userId === undefined ? {} : { userId };
			const given = { kind: 'update' as const, fieldNames: names };
			return readRows([{ ...person, ...more }], given).rows[0].cells.userId;
		};
		expect(idIn({ id })).toBe(id);
		expect(idIn({ id: 4711 })).toBeUndefined();
		expect(idIn({ user_id: 'jdoe', id })).toBe(id);
		expect(idIn({ userId: 'as given', id })).toBe('as given');
		expect(idIn({ number: 4711, id }, 'number')).toBe('4711');
		expect(idIn({ id }, 'number')).toBeUndefined();
	});

	it('with the ID of an account that is given as a record', () => {
		const given = { ...person, account: { id: 'a-7', name: 'Example Sales' } };
		expect(read(given).rows[0].cells.account).toBe('a-7');
		const named = { ...person, account: { name: 'Example Sales' } };
		expect(problem(named)[0]).toMatch(/'account' cannot stand in a file/);
		expect(readRows([named], { ...settings, accountId: 'a-2' }).rows).toEqual([]);
	});

	it('of the example that the field for JSON shows, with an account by its ID', () => {
		const field = importFields('close').find(({ name }) => name === 'people');
		const people = JSON.parse(field!.placeholder!.replace('e.g. ', '')) as JsonObject[];
		const { rows, problems } = readRows(people, { kind: 'close', fieldNames: {} });
		expect(problems.size).toBe(0);
		expect(rows.every(({ cells }) => isGuid(cells.account ?? ''))).toBe(true);
	});

	it('with the account of those who name none', () => {
		const nowhere = { ...person, account: '' };
		expect(read(nowhere).problems.size).toBe(1);
		const [row] = readRows([nowhere], { ...settings, accountId: 'a-2' }).rows;
		expect(row.cells.account).toBe('a-2');
	});

	it.each<[string, JsonObject, RegExp]>([
		['no address', { email: '' }, /'email' is empty/],
		['no e-mail address', { email: 'jane' }, /'email' is not an e-mail address: jane/],
		['an address as a link', { email: 'mailto:a@b.c' }, /is not an e-mail address: mailto:a@b.c/],
		['two addresses', { email: 'a@b.c,d@e.f' }, /is not an e-mail address/],
		['a name that an expression did not find', { lastName: undefined }, /'lastName' is empty/],
		['a formula', { firstName: '=HYPERLINK("x")' }, /'firstName' begins like a formula/],
		['an object', { companyName: { a: 1 } }, /'companyName' cannot stand in a file/],
		['a group with a separator', { groups: ['a;b'] }, /'groups' cannot stand in a file/],
	])('and not with %s', (_, change, wanted) => {
		expect(problem({ ...person, ...change })[0]).toMatch(wanted);
	});

	it('each once for an account, and the second is told with the first', () => {
		const twice = { ...person, email: 'JANE@example.com' };
		expect(problem(person, { ...person, account: 'a-2' }, twice)).toEqual([
			'2: JANE@example.com comes twice for the account a-1: as item 0 and as item 2',
		]);
		expect(read(person, twice).rows).toHaveLength(1);
	});

	it('of the fields that the kind of import takes', () => {
		for (const kind of ['add', 'update', 'close', 'closeExternal'] as const) {
			const everything = Object.fromEntries(FIELDS.update.map((field) => [field, 'x']));
			const given = { ...everything, autoActivate: true, email: 'jane@example.com' };
			const [row] = readRows([given], { kind, fieldNames: {} }).rows;
			expect(Object.keys(row.cells).sort()).toEqual([...FIELDS[kind]].sort());
			expect(FIELDS[kind]).toEqual(expect.arrayContaining([...NEEDED[kind]]));
		}
	});
});

describe('rows become files', () => {
	const accounts = fc.array(
		fc.tuple(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 2_300 })),
		{
			maxLength: 60,
		},
	);
	const rowsOf = (counts: Array<[number, number]>): ImportRow[] =>
		counts
			.flatMap(([account, count]) => Array<number>(count).fill(account))
			.map((account, index) => ({ index, cells: { account: `a-${account}`, email: 'x' } }));

	it("within Docusign's limits, each row once and in its order", () => {
		fc.assert(
			fc.property(accounts, (counts) => {
				const rows = rowsOf(counts);
				const files = splitRows(rows);
				for (const file of files) {
					expect(file.length).toBeLessThanOrEqual(LIMITS.rows);
					const perAccount = new Map<string | undefined, number>();
					for (const { cells } of file) {
						perAccount.set(cells.account, (perAccount.get(cells.account) ?? 0) + 1);
					}
					expect(perAccount.size).toBeLessThanOrEqual(LIMITS.accounts);
					for (const count of perAccount.values()) {
						expect(count).toBeLessThanOrEqual(LIMITS.rowsOfAccount);
					}
					const places = file.map(({ index }) => index);
					expect(places).toEqual([...places].sort((a, b) => a - b));
				}
				const all = files.flat().map(({ index }) => index);
				expect(all.sort((a, b) => a - b)).toEqual(rows.map(({ index }) => index));
			}),
			{ numRuns: 20 },
		);
	});

	it('as few as they fit into', () => {
		expect(
			splitRows(
				rowsOf([
					[1, 2_000],
					[2, 2_000],
					[3, 2_000],
					[4, 2_000],
				]),
			),
		).toHaveLength(1);
		expect(splitRows(rowsOf([[1, 8_000]]))).toHaveLength(4);
		const accounts = Array.from({ length: 51 }, (_, n): [number, number] => [n, 1]);
		expect(splitRows(rowsOf(accounts)).map(({ length }) => length)).toEqual([50, 1]);
		expect(splitRows([])).toHaveLength(0);
	});

	it('with the columns that are filled in, and Docusign’s names for them', () => {
		const { rows } = read(
			{ ...person, lastName: 'Doe, "JD"', jobTitle: 'X' },
			{ ...person, account: 'b' },
		);
		const [{ text }] = filesOf(rows, 'add');
		expect(parseCsv(text)).toEqual([
			['AccountID', 'FirstName', 'LastName', 'UserEmail', 'PermissionSet', 'UserTitle'],
			['a-1', 'Jane', 'Doe, "JD"', 'jane@example.com', 'Sender', 'X'],
			['b', 'Jane', 'Doe', 'jane@example.com', 'Sender', ''],
		]);
	});
});
