import fc from 'fast-check';

import type { JsonObject } from '../../../../nodes/shared/http';
import {
	attributeOf,
	plainAttributes,
	truthOf,
} from '../../../../nodes/DocusignScim/api/records/attributes';
import { effectOf, patchEffect } from '../../../../nodes/DocusignScim/api/effect';
import { set } from '../../../../nodes/DocusignScim/api/patch';
import { userChanges } from '../../../../nodes/DocusignScim/api/records/user';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const NONE = { other: [], unseen: [] };

describe('attributes', () => {
	it('have names in any case', () => {
		expect(attributeOf({ USERNAME: 'a' }, 'userName')).toBe('a');
		expect(attributeOf({ userName: 'a', USERNAME: 'b' }, 'userName')).toBe('a');
		expect(attributeOf({}, 'constructor')).toBeUndefined();
	});

	it.each([
		[true, true],
		['True', true],
		[' false', false],
		['yes', undefined],
		[1, undefined],
		[null, undefined],
	])('%j as a truth value is %j', (value, truth) => {
		expect(truthOf(value)).toBe(truth);
	});

	it('of people are put where a resource has them', () => {
		const written: JsonObject = {
			Schemas: ['x'],
			NAME: { GIVENNAME: 'Jane' },
			'name.middleName': 'Q',
			[USER.toUpperCase()]: { nickName: 'JD', active: 'FALSE' },
			[`${USER}:title`]: 'Engineer',
			[ENTERPRISE]: { department: 'Sales' },
			[`${ENTERPRISE}:manager.value`]: 'u-1',
			'urn:x:Empty': null,
			Emails: [{ VALUE: 'a@example.com', Primary: 'true' }],
		};
		expect(plainAttributes(written, USER)).toEqual({
			name: { givenName: 'Jane', middleName: 'Q' },
			nickName: 'JD',
			active: false,
			title: 'Engineer',
			[ENTERPRISE]: { department: 'Sales', manager: { value: 'u-1' } },
			'urn:x:Empty': null,
			emails: [{ value: 'a@example.com', primary: true }],
		});
	});

	it('are set each by its path, and none twice', () => {
		const attributes = {
			Name: { middleName: 'Q', givenName: 'Joan' },
			[ENTERPRISE]: { department: 'Sales', manager: { value: 'u-1' } },
		};
		expect(userChanges({ givenName: 'Jane', attributes })).toEqual([
			{ op: 'replace', path: 'name.givenName', value: 'Jane' },
			{ op: 'replace', path: 'name.middleName', value: 'Q' },
			{ op: 'replace', path: `${ENTERPRISE}:department`, value: 'Sales' },
			{ op: 'replace', path: `${ENTERPRISE}:manager.value`, value: 'u-1' },
		]);
	});
});

describe('the effect of a change', () => {
	it.each<[string, JsonObject, JsonObject]>([
		['in another case', { userName: 'Jane' }, { username: 'JANE' }],
		['with blanks', { title: 'Engineer ' }, { title: 'Engineer' }],
		['of a language', { preferredLanguage: 'en_US' }, { preferredLanguage: 'en-us' }],
		['of a wider language', { preferredLanguage: 'en' }, { preferredLanguage: 'en-US' }],
		['of a truth value', { active: false }, { active: 'False' }],
		['of a number', { title: 4711 }, { title: '4711' }],
		[
			'of telephone numbers',
			{ phoneNumbers: [{ value: '+1 (555) 010', type: 'work' }] },
			{ phoneNumbers: [{ value: 'tel:+1-555-010' }, { value: '7' }] },
		],
		['of an extension', { [ENTERPRISE]: { a: 'x' } }, { [ENTERPRISE.toLowerCase()]: { A: 'X' } }],
		['of what is taken away', { title: '' }, { title: null }],
		['of what is made of others', { displayName: '' }, { displayName: 'Jane Doe' }],
	])('is seen %s', (_, asked, record) => {
		expect(effectOf(asked, record)).toEqual(NONE);
		const operations = Object.entries(asked).map(([path, value]) => set(path, value));
		expect(patchEffect(operations, record)).toEqual(NONE);
	});

	it.each<[string, JsonObject, string[]]>([
		['another text', { title: 'Engineers' }, ['title']],
		['another truth value', { active: 'True' }, ['active']],
		['what is no truth value', { active: 'gone' }, ['active']],
		['a part alone', { name: { givenName: 'Jane', familyName: 'Doe' } }, ['name.familyName']],
		['no object', { name: 'Jane Roe' }, ['name']],
		['another of a list', { emails: [{ value: 'b@example.com' }] }, ['emails']],
		['another of an extension', { [ENTERPRISE]: { a: 'y' } }, [`${ENTERPRISE}:a`]],
	])('is not seen in %s', (_, record, other) => {
		const asked = {
			title: 'Engineer',
			active: false,
			name: { givenName: 'Jane', familyName: 'Roe' },
			emails: [{ value: 'a@example.com' }],
			[ENTERPRISE]: { a: 'x' },
		};
		expect(effectOf(asked, record).other).toEqual(other);
	});

	it('is not known of what the record does not show', () => {
		const asked = { title: 'x', name: { givenName: 'Jane' }, addresses: [{ street: 'y' }] };
		expect(effectOf(asked, { name: {}, addresses: [{ street: 'Y' }] })).toEqual({
			other: [],
			unseen: ['title', 'name.givenName', 'addresses'],
		});
		expect(patchEffect([set(`${ENTERPRISE}:manager.value`, 'u')], {})).toEqual({
			other: [],
			unseen: [`${ENTERPRISE}:manager.value`],
		});
	});

	it('of steps is seen in the record that they make, and not in any other', () => {
		const name = fc.constantFrom('nickName', 'title', 'name.middleName', `${ENTERPRISE}:division`);
		const value = fc.string({ minLength: 1 }).filter((text) => /^[a-z]+$/i.test(text));
		fc.assert(
			fc.property(fc.dictionary(name, value, { minKeys: 1 }), value, (attributes, other) => {
				const plain = plainAttributes(attributes, USER);
				const steps = userChanges({ attributes });
				expect(steps).toHaveLength(Object.keys(attributes).length);
				expect(patchEffect(steps, plain)).toEqual(NONE);
				const [path] = Object.keys(attributes);
				fc.pre(other.toLowerCase() !== attributes[path].toLowerCase());
				const changed = plainAttributes({ ...attributes, [path]: other }, USER);
				expect(patchEffect(steps, changed).other).toEqual([path]);
			}),
		);
	});
});
