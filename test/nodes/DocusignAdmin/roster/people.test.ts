import {
	peopleInJson,
	readRoster,
	type FieldNames,
} from '../../../../nodes/DocusignAdmin/roster/people';
import { resolvePeople } from '../../../../nodes/DocusignAdmin/roster/resolve';
import type { JsonObject, JsonValue } from '../../../../nodes/shared/http';
import { ACCOUNTS, LISTS } from './world';

const read = (records: JsonObject[], names?: FieldNames) =>
	resolvePeople(readRoster(records, names), LISTS);
const ann = { email: 'ann@example.com', account: 'account a' };

const refused = (work: () => unknown): string => {
	try {
		work();
	} catch (error) {
		const { message, description } = error as Error & { description: string };
		return `${message} | ${description}`;
	}
	throw new Error('It was taken');
};

describe('the people of a roster', () => {
	it('are read with names in place of ids, whichever way they are written', () => {
		const [person] = read([
			{ ...ann, permissionProfile: ' SENDER ', groups: 'Sales; 21, sales', firstName: ' Ann ' },
		]);
		expect(person).toMatchObject({
			item: 0,
			email: 'ann@example.com',
			accountId: ACCOUNTS[0].id,
			accountName: 'Account A',
			permissionProfile: { id: 10 },
			groups: [{ id: 20 }, { id: 21 }],
			firstName: 'Ann',
		});
	});

	it('may be a user’s record: ids go before names', () => {
		const [person] = read([
			{
				...ann,
				account: { id: ACCOUNTS[1].id, name: 'Account A' },
				groups: [{ id: 20 }, { name: 'legal' }],
				permissionProfile: { id: 11, name: 'Sender' },
			},
		]);
		expect(person).toMatchObject({
			accountId: ACCOUNTS[1].id,
			groups: [{ id: 20 }, { id: 21 }],
			permissionProfile: { id: 11 },
		});
	});

	it('have fields of other names, below others too', () => {
		const [person] = read([{ mail: { work: 'ann@example.com' }, office: 'Account B' }], {
			email: 'mail.work',
			account: 'office',
		});
		expect(person).toMatchObject({ email: 'ann@example.com', accountId: ACCOUNTS[1].id });
	});

	it.each<[string, JsonValue]>([
		['an empty text', ''],
		['blanks', '  '],
		['null', null],
		['an empty list', []],
	])('are not given what is %s, and nothing is taken away by it', (_name, value) => {
		const blank = { groups: value, permissionProfile: Array.isArray(value) ? '' : value };
		const [person] = read([{ ...ann, ...blank, jobTitle: Array.isArray(value) ? '' : value }]);
		expect(person.groups).toBeUndefined();
		expect(person.permissionProfile).toBeUndefined();
		expect(person.jobTitle).toBeUndefined();
	});

	it('without an account are in the only one, else it is asked which', () => {
		const one = { ...LISTS, accounts: ACCOUNTS.slice(0, 1) };
		const rows = readRoster([{ email: 'ann@example.com' }]);
		expect(resolvePeople(rows, one)[0].accountId).toBe(ACCOUNTS[0].id);
		expect(refused(() => resolvePeople(rows, LISTS))).toMatch(/Item 0: the account.*Account A/);
	});

	it.each<[string, JsonObject[], RegExp]>([
		['no people', [], /roster is empty/],
		['no address', [ann, { account: 'Account A', email: ' ' }], /Item 1: 'email' is empty/],
		['no address at all', [{ mail: 'a@b' }], /No item has a field 'email'.*mail/],
		['what is no address', [{ ...ann, email: 'ann' }], /Item 0: 'email' is no address: ann/],
		[
			'an address in what was copied with it',
			[ann, { ...ann, email: '<bob@example.com>' }],
			/Item 1: 'email' is no address: <bob@example.com>/,
		],
		[
			'an address with a sign that nobody sees',
			[{ ...ann, email: 'ann@example.com\u200b' }],
			/Item 0: 'email' is no address: ann@example\.com\\u\{200b\}/,
		],
		[
			'an account that is not there',
			[{ ...ann, account: 'Z' }],
			/Item 0: there is no account .*"Z".*Account C/,
		],
		[
			'a profile that is not there',
			[{ ...ann, permissionProfile: 'Boss' }],
			/profile.*"Boss".*Viewer/,
		],
		['a group that is not there', [{ ...ann, groups: ['Sales', 'IT'] }], /group.*"IT".*Legal/],
		['an empty group', [{ ...ann, groups: 'Sales,,Legal' }], /entry of 'Item 0: 'groups''/],
		['an object for a text', [{ ...ann, jobTitle: {} }], /Item 0: 'jobTitle' is no text/],
		[
			'one person twice in an account',
			[ann, { ...ann, account: 'Account B' }, { ...ann, email: 'ANN@example.com' }],
			/Items 0 and 2 are about the same person/,
		],
		[
			'two names of one person',
			[
				{ ...ann, firstName: 'Ann' },
				{ ...ann, account: 'Account B', firstName: 'Anna' },
			],
			/Items 0 and 1 give ann@example.com two names: Ann and Anna/,
		],
	])('are refused with %s', (_name, records, said) => {
		expect(refused(() => read(records))).toMatch(said);
	});

	it('have one title and company in all accounts, where a contract knows them of the user alone', () => {
		const rows = (field: string) =>
			readRoster([
				{ ...ann, [field]: 'One' },
				{ ...ann, account: 'Account B' },
				{ ...ann, account: 'Account C', [field]: 'Two' },
			]);
		const ofUser = { titlesOnUser: true };
		for (const [field, said] of [
			['jobTitle', /Items 0 and 2 give ann@example.com two job titles: One and Two.*one job title/],
			['companyName', /two companies: One and Two.*one company/],
		] as const) {
			expect(refused(() => resolvePeople(rows(field), LISTS, ofUser))).toMatch(said);
			expect(resolvePeople(rows(field), LISTS)).toHaveLength(3);
		}
		const same = readRoster([
			{ ...ann, jobTitle: 'One', firstName: 'J\u00fcrgen' },
			{ ...ann, account: 'Account B', jobTitle: 'One', firstName: 'Ju\u0308rgen' },
		]);
		expect(resolvePeople(same, LISTS, ofUser)).toHaveLength(2);
	});

	it('are refused where a field that was named is on no item', () => {
		expect(refused(() => read([ann], { groups: 'teams' }))).toMatch(/'teams'.*'groups'/);
	});

	it('have fields with blanks around their names, as spreadsheets do', () => {
		const record = { '\ufeffemail': 'ann@example.com', 'account ': 'Account B', ' Team': 'Legal' };
		expect(read([record], { groups: 'Team' })[0]).toMatchObject({
			email: 'ann@example.com',
			accountId: ACCOUNTS[1].id,
			groups: [{ id: 21 }],
		});
		expect(read([{ ...ann, groups: undefined, 'account ': undefined }])[0].groups).toBeUndefined();
		const both = { ...ann, groups: 'Sales', 'groups ': 'Legal' };
		expect(read([both])[0].groups).toEqual([expect.objectContaining({ id: 20 })]);
	});

	it.each(['Groups', 'Permission Profile', 'FIRSTNAME', 'Account', 'E\u200bmail'])(
		'are refused where a field is spelled otherwise, which would be none: %s',
		(name) => {
			const given = Object.entries(ann).filter(
				([own]) => name.replace('\u200b', '').toLowerCase() !== own,
			);
			expect(
				refused(() => readRoster([Object.fromEntries([...given, [name, 'x']]) as JsonObject])),
			).toMatch(/^No item has a field '.*but '.*reads like it/);
			expect(() => readRoster([{ ...ann, first_name: 'Kim', Grouping: 'x' }])).not.toThrow();
		},
	);

	it('are not guessed where a name means two, or one by its id and another by its name', () => {
		const groups = [
			{ id: 1, name: 'Sales' },
			{ id: 2, name: 'sales' },
			{ id: 3, name: '1' },
		];
		const lists = { ...LISTS, groups: new Map([[String(ACCOUNTS[0].id), groups]]) };
		const named = (name: string) =>
			refused(() => resolvePeople(readRoster([{ ...ann, groups: [name] }]), lists));
		expect(named('Sales')).toMatch(/Item 0: .*"Sales".*Their IDs are: 1, 2\./);
		expect(named('1')).toMatch(/Item 0: .*"1".*Their IDs are: 1, 3\./);
	});

	it('come as one JSON parameter too', () => {
		expect(peopleInJson(JSON.stringify([ann]))).toEqual([ann]);
		expect(peopleInJson([ann])).toEqual([ann]);
		expect(peopleInJson({ people: [ann] })).toEqual([ann]);
		expect(refused(() => peopleInJson('{"a": 1'))).toMatch(/no list in JSON/);
		expect(refused(() => peopleInJson([ann, 'bob']))).toMatch(/Item 1 of 'People'/);
	});
});
