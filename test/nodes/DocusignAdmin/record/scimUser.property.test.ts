import fc from 'fast-check';
import {
	CORE,
	ENTERPRISE,
	EXTENSION,
	MAPPED,
	scimUserOf,
} from '../../../../nodes/DocusignAdmin/record/scimUser';
import { normalizedUser } from '../../../../nodes/DocusignAdmin/record/user';
import type { JsonObject, JsonValue } from '../../../../nodes/shared/http';
import { objectIn } from '../../../../nodes/shared/json';
import { generatedUser } from './generatedUser';

/** What a field is made of where it stands in another form in the SCIM user. */
const BACK: Readonly<Record<string, (value: JsonValue) => JsonValue>> = {
	email: (emails) => (emails as JsonObject[])[0].value,
	language_culture: (tag) => String(tag).replaceAll('-', '_'),
};

/** The record that a SCIM user was made of. */
function recordOf(scim: JsonObject): JsonObject {
	const record: JsonObject = { ...objectIn(scim[EXTENSION]) };
	for (const { field, path } of MAPPED) {
		const value = path.reduce<JsonValue>((within, name) => objectIn(within)[name], scim);
		if (value !== undefined) record[field] = BACK[field]?.(value) ?? value;
	}
	return record;
}

it('a record and its SCIM user tell the same, both ways', () => {
	fc.assert(
		fc.property(generatedUser, (user) => {
			const record = normalizedUser(user);
			const scim = scimUserOf(record);
			expect(recordOf(scim)).toEqual(record);
			expect(scimUserOf(recordOf(scim))).toEqual(scim);
			// As it goes through n8n, which keeps items as JSON.
			expect(recordOf(JSON.parse(JSON.stringify(scim)))).toEqual(record);
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
