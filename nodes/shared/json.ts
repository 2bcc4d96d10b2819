import type { JsonObject } from './http';

/** Whether a value from outside is an object with keys: no array, not null. */
export const isObject = (value: unknown): value is JsonObject =>
	value !== null && typeof value === 'object' && !Array.isArray(value);
