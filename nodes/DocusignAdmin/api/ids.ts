import type { JsonValue } from '../../shared/http';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text is an ID as Docusign gives organizations, accounts and users. */
export const isGuid = (text: string): boolean => GUID.test(text);

/** Docusign writes GUIDs in lower case; whoever types one may not. Other ids stay as they are. */
export const canonicalId = (id: string): string => (GUID.test(id) ? id.toLowerCase() : id);

/** Whether two ids mean the same record, however each of them is written. */
export const isSameId = (one: JsonValue, other: JsonValue): boolean =>
	typeof one === 'string' && typeof other === 'string'
		? canonicalId(one) === canonicalId(other)
		: one === other;
