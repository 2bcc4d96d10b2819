import {
	attributesOf,
	newUser,
	replacedUser,
	userChanges,
	type UserFields,
} from '../../../../../nodes/DocusignScim/api/records/user';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const jane: UserFields = {
	userName: 'jane@example.com',
	givenName: 'Jane',
	familyName: 'Doe',
	email: 'jane@example.com',
};

const work = { value: 'jane@example.com', type: 'work', primary: true };

describe('a new user', () => {
	it('has its schema, its one address for work, and is active', () => {
		expect(newUser(jane)).toEqual({
			schemas: [USER],
			userName: 'jane@example.com',
			name: { givenName: 'Jane', familyName: 'Doe' },
			emails: [work],
			active: true,
		});
	});

	it('holds other attributes beside the fields, which prevail, and names their schemas', () => {
		const attributes = {
			nickName: 'JD',
			userName: 'someone else',
			schemas: ['urn:made-up'],
			name: { middleName: 'Q', givenName: 'Joan' },
			emails: [
				{ value: 'home@example.com', type: 'home' },
				{ value: 'x@example.com', type: 'work' },
			],
			[ENTERPRISE]: { department: 'Sales' },
		};
		expect(newUser({ ...jane, active: false, attributes })).toEqual({
			schemas: [USER, ENTERPRISE],
			userName: 'jane@example.com',
			nickName: 'JD',
			name: { middleName: 'Q', givenName: 'Jane', familyName: 'Doe' },
			emails: [
				{ value: 'home@example.com', type: 'home' },
				{ value: 'jane@example.com', type: 'work' },
			],
			[ENTERPRISE]: { department: 'Sales' },
			active: false,
		});
	});

	it('has no attribute without a value', () => {
		expect(newUser({ userName: 'jane', givenName: '', email: '', title: '' })).toEqual({
			schemas: [USER],
			userName: 'jane',
			active: true,
		});
	});
});

describe('a replaced user', () => {
	const current = {
		schemas: [USER, ENTERPRISE],
		id: 'u-1',
		meta: { version: 'W/"1"' },
		userName: 'old',
		externalId: 'x-1',
		active: false,
		title: 'Engineer',
		groups: [{ value: 'g-1' }],
		[ENTERPRISE]: { department: 'Sales' },
	};

	it('keeps its id, its external id and whether it is active, and nothing else', () => {
		expect(replacedUser(current, jane)).toEqual({
			...newUser(jane),
			id: 'u-1',
			externalId: 'x-1',
			active: false,
		});
	});

	it('loses even those where that is said', () => {
		const changed = replacedUser(current, { ...jane, active: true, externalId: '' });
		expect(changed).toEqual({ ...newUser(jane), id: 'u-1' });
	});

	it('is not called active where the server does not show it', () => {
		expect(replacedUser({ id: 'u-1', userName: 'old' }, jane)).not.toHaveProperty('active');
	});
});

describe('changes of a user', () => {
	it('are a step each, by path, and only of what is mentioned', () => {
		expect(userChanges({ familyName: 'Roe', active: false, title: '' })).toEqual([
			{ op: 'replace', path: 'name.familyName', value: 'Roe' },
			{ op: 'replace', path: 'active', value: false },
			{ op: 'remove', path: 'title' },
		]);
		expect(userChanges({})).toEqual([]);
	});

	it("set an extension's attributes one by one", () => {
		const attributes = { nickName: null, [ENTERPRISE]: { department: 'Sales', division: '' } };
		expect(userChanges({ attributes })).toEqual([
			{ op: 'remove', path: 'nickName' },
			{ op: 'replace', path: `${ENTERPRISE}:department`, value: 'Sales' },
			{ op: 'remove', path: `${ENTERPRISE}:division` },
		]);
	});

	const home = { value: 'home@example.com', type: 'home' };

	it.each<[string, object[] | undefined, object[]]>([
		['is added where there is none', undefined, [{ ...work, value: 'new@example.com' }]],
		[
			'takes the place of the one for work',
			[home, work],
			[home, { ...work, value: 'new@example.com' }],
		],
		[
			'takes the place of the primary one',
			[home, { value: 'a@example.com', primary: true }],
			[home, { value: 'new@example.com', primary: true }],
		],
		['takes the place of the only one', [home], [{ ...home, value: 'new@example.com' }]],
		[
			'is added to several that are neither, as the primary one',
			[home, { value: 'b@example.com' }],
			[home, { value: 'b@example.com' }, { ...work, value: 'new@example.com' }],
		],
		[
			'brings no old display text along',
			[{ ...work, display: 'Jane <jane@example.com>' }],
			[{ ...work, value: 'new@example.com' }],
		],
	])('give another address, which %s', (_, emails, expected) => {
		const current = emails === undefined ? {} : { emails };
		expect(userChanges({ email: 'new@example.com' }, current as never)).toEqual([
			{ op: 'replace', path: 'emails', value: expected },
		]);
	});

	it('take every address away where an empty one is given', () => {
		expect(userChanges({ email: '' }, { emails: [work] })).toEqual([
			{ op: 'remove', path: 'emails' },
		]);
	});

	it('can be told as attributes', () => {
		expect(attributesOf({ familyName: 'Roe', active: false, title: '' })).toEqual({
			name: { familyName: 'Roe' },
			active: false,
		});
	});
});
