import type { JsonObject, JsonValue } from '../../shared/http';
import { element } from './filter';
import { PATCH_SCHEMA } from './records/schemas';

/** One step of a PATCH (RFC 7644 section 3.5.2). */
export interface PatchOperation {
	op: 'add' | 'remove' | 'replace';
	path: string;
	value?: JsonValue;
}

/** The body of a PATCH request. All its operations are carried out, or none. */
export const patchBody = (operations: readonly PatchOperation[]): JsonObject => ({
	schemas: [PATCH_SCHEMA],
	Operations: operations.map((operation) => ({ ...operation })),
});

/** Sets an attribute to a value, or removes it where the value is empty. */
export const set = (path: string, value: JsonValue): PatchOperation =>
	value === '' || value === null || value === undefined
		? { op: 'remove', path }
		: { op: 'replace', path, value };

/** Adds members to a group. Those who are members already stay so (section 3.5.2.1). */
export const addMembers = (ids: readonly string[]): PatchOperation[] => [
	{ op: 'add', path: 'members', value: ids.map((value) => ({ value })) },
];

/** Takes members out of a group, each by a path of its own, which servers understand best. */
export const removeMembers = (ids: readonly string[]): PatchOperation[] =>
	ids.map((id) => ({ op: 'remove', path: element('members', 'value', id) }));
