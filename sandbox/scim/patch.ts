import { refuseScim } from './error';
import { matches } from './filter';
import { type Filter, parseFilter } from './filterSyntax';
import { isJson, type Json, keyOf, segments } from './resource';

/** What becomes of a complex attribute that is given anew; RFC 7644 section 3.5.2.3 merges it. */
type Complex = 'merge' | 'replace';

type Verb = 'add' | 'replace' | 'remove';

interface PatchPath {
	attribute: string[];
	filter?: Filter;
	sub?: string;
}

const PATH = /^([^[\]]+)(?:\[(.*)\](?:\.(\w+))?)?$/;
const SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

function parsePath(text: string): PatchPath {
	const match = PATH.exec(text);
	if (!match) throw refuseScim(400, 'The path cannot be read.', 'invalidPath');
	const [, attribute, filter, sub] = match;
	return {
		attribute: segments(attribute),
		...(filter === undefined ? {} : { filter: parseFilter(filter) }),
		...(sub === undefined ? {} : { sub }),
	};
}

const sameValue = (a: unknown, b: unknown): boolean =>
	isJson(a) && isJson(b) && a.value !== undefined
		? a.value === b.value
		: JSON.stringify(a) === JSON.stringify(b);

/** Adds to a list what is not in it yet; sets anything else. */
function put(target: Json, name: string, value: unknown, verb: Verb, complex: Complex): void {
	const key = keyOf(target, name) ?? name;
	const present = target[key];
	if (verb === 'add' && Array.isArray(present)) {
		const fresh = [value].flat().filter((each) => !present.some((old) => sameValue(old, each)));
		target[key] = [...(present as unknown[]), ...fresh];
	} else if (complex === 'merge' && isJson(present) && isJson(value)) {
		for (const [name, each] of Object.entries(value)) put(present, name, each, verb, complex);
	} else {
		target[key] = value;
	}
}

/** Walks to the object that holds the path's last attribute, making what is missing. */
function holder(resource: Json, attribute: readonly string[]): Json {
	let target = resource;
	for (const name of attribute.slice(0, -1)) {
		const key = keyOf(target, name) ?? name;
		const value = target[key] ?? {};
		if (!isJson(value)) throw refuseScim(400, `${name} has no sub-attributes.`, 'invalidPath');
		target[key] = value;
		target = value;
	}
	return target;
}

function patchSelected(
	target: Json,
	key: string,
	path: PatchPath,
	verb: Verb,
	value: unknown,
): void {
	const list = [target[key] ?? []].flat() as unknown[];
	const { filter, sub } = path;
	const chosen = (each: unknown) => isJson(each) && filter !== undefined && matches(filter, each);
	if (verb === 'remove' && sub === undefined) {
		target[key] = list.filter((each) => !chosen(each));
		return;
	}
	if (!list.some(chosen)) throw refuseScim(400, 'Nothing matches the path.', 'noTarget');
	for (const each of list.filter(chosen) as Json[]) {
		if (sub === undefined) Object.assign(each, value);
		else if (verb === 'remove') delete each[keyOf(each, sub) ?? sub];
		else each[keyOf(each, sub) ?? sub] = value;
	}
}

function remove(target: Json, key: string, value: unknown): void {
	const present = target[key];
	if (value === undefined || !Array.isArray(present)) {
		delete target[key];
		return;
	}
	const gone = [value].flat();
	target[key] = (present as unknown[]).filter((each) => !gone.some((one) => sameValue(each, one)));
}

function applyOperation(resource: Json, operation: Json, complex: Complex): void {
	const verb = String(operation.op).toLowerCase() as Verb;
	const { path, value } = operation;
	if (!['add', 'replace', 'remove'].includes(verb)) {
		throw refuseScim(400, 'op is neither add, replace nor remove.', 'invalidSyntax');
	}
	if (verb !== 'remove' && value === undefined) {
		throw refuseScim(400, `${verb} needs a value.`, 'invalidValue');
	}
	if (path === undefined) {
		if (verb === 'remove') throw refuseScim(400, 'remove needs a path.', 'noTarget');
		if (!isJson(value))
			throw refuseScim(400, 'Without a path the value is an object.', 'invalidValue');
		for (const [name, each] of Object.entries(value)) {
			const parts = segments(name);
			put(holder(resource, parts), parts[parts.length - 1], each, verb, complex);
		}
		return;
	}
	const parsed = parsePath(String(path));
	const target = holder(resource, parsed.attribute);
	const name = parsed.attribute[parsed.attribute.length - 1];
	const key = keyOf(target, name) ?? name;
	if (parsed.filter) patchSelected(target, key, parsed, verb, value);
	else if (verb === 'remove') remove(target, key, value);
	else put(target, name, value, verb, complex);
}

/** The resource after the operations of a PATCH (RFC 7644 section 3.5.2), all of them or none. */
export function patched(resource: Json, body: unknown, complex: Complex): Json {
	const valid = isJson(body) && Array.isArray(body.schemas) && body.schemas.includes(SCHEMA);
	if (!valid) throw refuseScim(400, 'The body is not a PatchOp message.', 'invalidSyntax');
	const operations = body[keyOf(body, 'Operations') ?? ''];
	if (!Array.isArray(operations) || operations.length === 0 || !operations.every(isJson)) {
		throw refuseScim(400, 'Operations is not a list of operations.', 'invalidSyntax');
	}
	const copy = structuredClone(resource);
	for (const operation of operations) applyOperation(copy, operation, complex);
	return copy;
}
