/** A SCIM resource as JSON. */
export type Json = { [key: string]: unknown };

export const isJson = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The name a resource really uses for an attribute: attribute names ignore case (RFC 7643 section 2.1). */
export function keyOf(resource: Json, name: string): string | undefined {
	const wanted = name.toLowerCase();
	return Object.keys(resource).find((key) => key.toLowerCase() === wanted);
}

const CORE = /^urn:ietf:params:scim:schemas:core:/i;

/**
 * Takes an attribute path apart: `name.givenName` → attribute and sub-attribute, `urn:…:User:organization`
 * → extension and attribute. The core schemas' URN only says where an attribute is from (RFC 7644
 * section 3.10).
 */
export function segments(path: string): string[] {
	const urn = /^(urn:.+):([^:]+)$/i.exec(path);
	if (!urn) return path.split('.');
	const attribute = urn[2].split('.');
	return CORE.test(urn[1]) ? attribute : [urn[1], ...attribute];
}

/** Every value a path leads to; lists on the way are walked through. */
export function resolve(resource: Json, path: string): unknown[] {
	let values: unknown[] = [resource];
	for (const segment of segments(path)) {
		values = values.flatMap((value) => {
			const key = isJson(value) ? keyOf(value, segment) : undefined;
			const found = key === undefined ? undefined : (value as Json)[key];
			return found === undefined ? [] : found;
		});
	}
	return values;
}
