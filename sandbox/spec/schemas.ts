import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import schemas from '../../nodes/DocusignAdmin/api/published/schemas.json';
import { formats } from './formats';

interface FieldSpec {
	type: string;
	format?: string;
	enum?: Array<string | number>;
}

interface SchemaSpec {
	properties: Record<string, FieldSpec>;
	required?: string[];
}

const specs = schemas as Record<string, SchemaSpec>;
const primitives = new Set(['string', 'integer', 'boolean', 'number']);
// The schemas are known to be sound, and checking 160 of them against the meta-schema takes long.
const ajv = new Ajv({ allErrors: true, strict: false, validateSchema: false, formats });
const compiled = new Map<string, ValidateFunction>();

/** Turns the compact type notation of the spec (`string`, `[GroupRequest]`, `object`) into JSON Schema. */
function typeToSchema(type: string, field: Partial<FieldSpec> = {}): object {
	const list = /^\[(.+)\]$/.exec(type);
	if (list) return { type: 'array', items: typeToSchema(list[1]) };
	// The description says "object" where any JSON value may stand (the value of a setting).
	if (type === 'object') return {};
	if (!primitives.has(type)) return { $ref: `published#/definitions/${type}` };
	return {
		type,
		...(field.format ? { format: field.format } : {}),
		...(field.enum ? { enum: field.enum } : {}),
	};
}

const definitions = Object.fromEntries(
	Object.entries(specs).map(([name, spec]) => [
		name,
		{
			type: 'object',
			additionalProperties: false,
			...(spec.required ? { required: spec.required } : {}),
			properties: Object.fromEntries(
				Object.entries(spec.properties).map(([key, field]) => [
					key,
					typeToSchema(field.type, field),
				]),
			),
		},
	]),
);

ajv.addSchema({ $id: 'published', definitions });

function describe(error: ErrorObject): string {
	const where = error.instancePath === '' ? 'body' : `body${error.instancePath}`;
	if (error.keyword === 'additionalProperties') {
		return `${where}: unknown field "${String(error.params.additionalProperty)}"`;
	}
	return `${where}: ${error.message ?? error.keyword}`;
}

/** Checks a value against a JSON Schema. Returns a line per problem. */
export function checkSchema(key: string, schema: object, value: unknown): string[] {
	let validate = compiled.get(key);
	if (!validate) {
		validate = ajv.compile(schema);
		compiled.set(key, validate);
	}
	return validate(value) ? [] : (validate.errors ?? []).map(describe);
}

/** Checks a value against a type of the published description, by the type's name or notation. */
export function checkPublishedType(type: string, value: unknown): string[] {
	return checkSchema(`published:${type}`, typeToSchema(type), value);
}
