import type { JsonValue } from '../../shared/http';

/** A status in Docusign's published spelling, which is lower case. */
export const lowerCase = (value: JsonValue): string | undefined =>
	typeof value === 'string' && value.trim() !== '' ? value.trim().toLowerCase() : undefined;
