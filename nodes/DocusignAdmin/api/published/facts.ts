import operations from './operations.json';
import schemas from './schemas.json';

/**
 * What Docusign has published of its Admin API (OpenAPI description v2.1-1.4.3), as data: all operations
 * with their paths, parameters, bodies and scopes, and the schemas they name. The sandbox reads the same.
 */

/** One query parameter of an operation, in OpenAPI 2 words. */
export interface QueryParameter {
	name: string;
	type: string;
	format?: string;
}

/** One operation of the published Admin API. `path` is below `…/Management`. */
export interface PublishedOperation {
	id: string;
	tag: string;
	method: string;
	path: string;
	query?: QueryParameter[];
	requestSchema?: string;
	/** Set where the body is a file of this media type instead of JSON. */
	upload?: string;
	successStatus: number;
	/** A schema's name, `[name]` for a list of it, or `object` where it is not told. */
	responseSchema?: string;
	scopes: string[];
	/** Present where the description's prose names other scopes than its security section. */
	scopesPerDescription?: string[];
	/** Refused to application tokens. */
	userTokenOnly?: boolean;
}

/**
 * A field of a schema. `type` is `string`, `integer`, `boolean`, `number`, `object` (anything), the name of
 * a schema, or one of these in brackets for a list.
 */
export interface FieldFacts {
	type: string;
	format?: string;
	enum?: ReadonlyArray<string | number>;
}

export interface SchemaFacts {
	required?: readonly string[];
	properties: Readonly<Record<string, FieldFacts>>;
}

export const PUBLISHED: readonly PublishedOperation[] = operations.operations;

const SCHEMAS = schemas as Record<string, SchemaFacts | undefined>;

const byId = new Map(PUBLISHED.map((operation) => [operation.id, operation]));

/** The operation with an id, as Docusign writes it. */
export const publishedOperation = (id: string): PublishedOperation | undefined => byId.get(id);

/** The schema behind a name; undefined for a plain type. */
export const schemaOf = (name: string): SchemaFacts | undefined => SCHEMAS[name];

/** What a list's type is a list of; undefined where it is no list. */
export const entryType = (type: string): string | undefined => /^\[(.+)\]$/.exec(type)?.[1];

/** The parameters of an operation's path, in their order. */
export const pathNames = ({ path }: PublishedOperation): string[] =>
	[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
