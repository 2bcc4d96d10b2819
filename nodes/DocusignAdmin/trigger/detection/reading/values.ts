import type { JsonValue } from '../../../../shared/http';
import { objectsIn } from '../../../../shared/json';
import { token } from '../store/hash';
import type { Named } from '../store/stringTable';
import { EMPTY, type Text, type Word } from '../store/record';

/** Reading values as Docusign sends them. */
export const present = (value: JsonValue): string | undefined =>
	value === undefined || value === null || value === '' ? undefined : String(value);

/** A field that an answer leaves out is not shown; one without a value is shown to be empty. */
export const text = (value: JsonValue, bits: number): Text => {
	if (value === undefined) return undefined;
	const shown = present(value);
	return shown === undefined ? EMPTY : token(shown, bits);
};

export const word = (value: JsonValue): Word =>
	value === undefined ? undefined : (present(value) ?? null);

/** Docusign writes times without a zone; they are UTC. */
export function time(value: JsonValue): number | undefined {
	if (typeof value !== 'string') return undefined;
	const at = Date.parse(/T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
	return Number.isNaN(at) ? undefined : at;
}

export const groupsOf = (value: JsonValue): Named[] =>
	objectsIn(value)
		.map((group) => ({
			id: present(group.id ?? group.group_id) ?? '',
			name: present(group.name ?? group.group_name),
		}))
		.sort((a, b) => (a.id < b.id ? -1 : 1));

export const flag = (value: JsonValue): boolean | undefined =>
	value === undefined || value === null ? undefined : value === true || value === 'true';
