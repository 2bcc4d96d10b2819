import fc from 'fast-check';
import {
	CORE,
	ENTERPRISE,
	EXTENSION,
	recordOfScimUser,
	scimUserOf,
} from '../../../../nodes/DocusignAdmin/record/scimUser';
import { normalizedUser } from '../../../../nodes/DocusignAdmin/record/user';
import { generatedUser } from './generatedUser';

it('a record and its SCIM user tell the same, both ways', () => {
	fc.assert(
		fc.property(generatedUser, (user) => {
			const record = normalizedUser(user);
			const scim = scimUserOf(record);
			expect(recordOfScimUser(scim)).toEqual(record);
			expect(scimUserOf(recordOfScimUser(scim))).toEqual(scim);
			// As it goes through n8n, which keeps items as JSON.
			expect(recordOfScimUser(JSON.parse(JSON.stringify(scim)))).toEqual(record);
		}),
		{ numRuns: 1_000 },
	);
});

it('names the schemas that are there, and no other', () => {
	fc.assert(
		fc.property(generatedUser, (user) => {
			const scim = scimUserOf(normalizedUser(user));
			const urns = Object.keys(scim).filter((name) => name.startsWith('urn:'));
			expect(new Set(scim.schemas as string[])).toEqual(new Set([CORE, ...urns]));
			expect([ENTERPRISE, EXTENSION]).toEqual(expect.arrayContaining(urns));
		}),
	);
});

it('is active unless the user is closed or disabled, and silent where that is not known', () => {
	const active = (lifecycle?: string) => scimUserOf({ id: '1', lifecycle }).active;
	expect(['active', 'invited', 'created'].map(active)).toEqual([true, true, true]);
	expect(['disabled', 'closed'].map(active)).toEqual([false, false]);
	expect(active()).toBeUndefined();
});
