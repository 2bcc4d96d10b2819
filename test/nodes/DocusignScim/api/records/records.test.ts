import { sameResource } from '../../../../../nodes/DocusignScim/api/effect';
import { memberIdsOf, newGroup } from '../../../../../nodes/DocusignScim/api/records/group';
import { addMembers, patchBody, removeMembers } from '../../../../../nodes/DocusignScim/api/patch';
import {
	simplifyGroup,
	simplifyUser,
} from '../../../../../nodes/DocusignScim/api/records/simplify';
import {
	hasVersion,
	versionOf,
	versionToDemand,
} from '../../../../../nodes/DocusignScim/api/version';

const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

describe('a group', () => {
	it('is made of a name and members', () => {
		expect(newGroup({ displayName: 'Sales', memberIds: ['u-1', 'u-2'], externalId: 'x' })).toEqual({
			schemas: [GROUP],
			displayName: 'Sales',
			externalId: 'x',
			members: [{ value: 'u-1' }, { value: 'u-2' }],
		});
		expect(newGroup({ displayName: 'Empty' })).toEqual({ schemas: [GROUP], displayName: 'Empty' });
	});

	it('gains members in one step and loses each by its own path', () => {
		expect(patchBody(addMembers(['u-1', 'u-2']))).toEqual({
			schemas: [PATCH],
			Operations: [{ op: 'add', path: 'members', value: [{ value: 'u-1' }, { value: 'u-2' }] }],
		});
		expect(removeMembers(['u-1', 'u"2'])).toEqual([
			{ op: 'remove', path: 'members[value eq "u-1"]' },
			{ op: 'remove', path: 'members[value eq "u\\"2"]' },
		]);
		expect(memberIdsOf({ members: [{ value: 'u-1' }] })).toEqual(['u-1']);
		expect(memberIdsOf({})).toEqual([]);
	});
});

describe('simplified', () => {
	it('a user is one flat record', () => {
		const user = {
			schemas: ['urn'],
			id: 'u-1',
			userName: 'jane',
			name: { givenName: 'Jane', familyName: 'Doe', formatted: 'Jane Doe' },
			emails: [
				{ value: 'home@example.com', type: 'home' },
				{ value: 'a@example.com', type: 'Work' },
			],
			active: false,
			displayName: 'Jane',
			externalId: 'x-1',
			meta: { created: '2026-01-01T00:00:00Z', lastModified: '2026-01-02T00:00:00Z' },
		};
		expect(simplifyUser(user)).toEqual({
			id: 'u-1',
			userName: 'jane',
			givenName: 'Jane',
			familyName: 'Doe',
			email: 'a@example.com',
			active: false,
			lifecycle: 'closed',
			displayName: 'Jane',
			externalId: 'x-1',
			created: '2026-01-01T00:00:00Z',
			lastModified: '2026-01-02T00:00:00Z',
		});
		expect(simplifyUser({ id: 'u-2', name: null, emails: [] })).toEqual({ id: 'u-2' });
		expect(simplifyUser({ active: 'True' })).toEqual({ active: true, lifecycle: 'active' });
		expect(simplifyUser({ active: 'perhaps' })).toEqual({ active: 'perhaps' });
		const primary = { value: 'p@example.com', primary: true };
		expect(simplifyUser({ emails: [{ value: 'w', type: 'work' }, primary] })).toEqual({
			email: 'p@example.com',
		});
	});

	it('a group names its members', () => {
		const members = [
			{ value: 'u-1', display: 'Jane', $ref: 'https://example.com' },
			{ value: 'u-2' },
		];
		expect(simplifyGroup({ id: 'g-1', displayName: 'Sales', members, meta: null })).toEqual({
			id: 'g-1',
			displayName: 'Sales',
			members: [{ id: 'u-1', displayName: 'Jane' }, { id: 'u-2' }],
		});
		expect(simplifyGroup({ id: 'g-1' })).toEqual({ id: 'g-1' });
	});
});

describe('what was asked for', () => {
	const asked = {
		schemas: ['urn'],
		userName: 'jane@example.com',
		name: { givenName: 'Jane' },
		active: true,
		emails: [{ value: 'jane@example.com', type: 'work', primary: true }],
	};

	it('is recognised in what the server has made of it', () => {
		const found = {
			...asked,
			id: 'u-1',
			userName: 'Jane@Example.com',
			name: { givenName: 'Jane', familyName: 'Doe' },
			emails: [{ value: 'jane@example.com' }],
		};
		expect(sameResource(asked, found)).toBe(true);
		expect(sameResource(asked, { id: 'u-1', userName: 'jane@example.com' })).toBe(true);
	});

	it.each([
		['another name', { name: { givenName: 'Joan' } }],
		['no object where one belongs', { name: 'Jane' }],
		['another state', { active: false }],
		['another address', { emails: [{ value: 'joan@example.com', type: 'work' }] }],
		['another user name', { userName: 'joan@example.com' }],
	])('is not recognised in %s', (_, change) => {
		expect(sameResource(asked, { ...asked, ...change })).toBe(false);
	});
});

describe('a version', () => {
	const named = { resource: { meta: { version: 'W/"1"' } }, etag: '"2"' };
	const headed = { resource: { meta: {} }, etag: '"2"' };
	const bare = { resource: { Meta: { Version: '1' } } };
	const demanded = (shown: Parameters<typeof versionToDemand>[0]) =>
		[true, undefined, false].map((yes) => versionToDemand(shown, yes));

	it('is the one of the answer, else the one in the resource, as If-Match takes it', () => {
		expect(versionOf(named)).toBe('"2"');
		expect(versionOf(headed)).toBe('"2"');
		expect(versionOf({ resource: named.resource })).toBe('W/"1"');
		expect(versionOf(bare)).toBeUndefined();
		expect(versionOf({ ...bare, etag: 'W/"1"' })).toBe('W/"1"');
		expect(versionOf({ resource: {} })).toBeUndefined();
	});

	it('is demanded where the server can be held to it', () => {
		expect(demanded(named)).toEqual(['"2"', 'W/"1"', undefined]);
		// Any web server may send the header.
		expect(demanded(headed)).toEqual(['"2"', undefined, undefined]);
		expect(demanded(bare)).toEqual([undefined, undefined, undefined]);
		expect(demanded({ ...bare, etag: 'W/"1"' })).toEqual(['W/"1"', 'W/"1"', undefined]);
		expect(demanded({ ...bare, etag: '"2"' })).toEqual(['"2"', undefined, undefined]);
	});

	it('is recognised with quotes or without', () => {
		expect(hasVersion(bare, 'W/"1"')).toBe(true);
		expect(hasVersion(named, '2')).toBe(true);
		expect(hasVersion(named, '3')).toBe(false);
		expect(hasVersion({ resource: {} }, '')).toBe(false);
	});
});
