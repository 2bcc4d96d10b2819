import type { JsonObject } from '../../../shared/http';
import { instead } from '../../../shared/nearest';
import { canonicalId, isGuid } from '../ids';
import { pathNames, PUBLISHED, type PublishedOperation } from './facts';

/** Ids that are no GUIDs, and Docusign does not tell of what form they are. */
const FREE = new Set(['connectId', 'keyId']);

/** The words of paths: one of them in place of an id would make it another operation's path. */
const WORDS = new Set(PUBLISHED.flatMap(({ path }) => path.toLowerCase().split('/')));

/** A path that is filled in, or what keeps it from being. */
export interface CheckedPath {
	path: string;
	/** The ids, trimmed, GUIDs in lower case. */
	ids: Record<string, string>;
	problems: string[];
}

function idProblem(name: string, id: string): string | undefined {
	if (['', 'undefined', 'null', 'NaN'].includes(id)) return 'is missing';
	if (/^\.+$/.test(id) || WORDS.has(id.toLowerCase())) return 'is no ID';
	if (FREE.has(name) || isGuid(id)) return undefined;
	return /^\d+$/.test(id)
		? 'is a number, where an ID like 7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11 belongs'
		: 'is no ID like 7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11';
}

/** The path of an operation with its ids, each percent-encoded: nothing in an id may change the path. */
export function checkPath(operation: PublishedOperation, given: JsonObject): CheckedPath {
	const names = pathNames(operation);
	// One that is left empty is a place of another operation's path, as the field begins with one.
	const problems = Object.keys(given)
		.filter((name) => !names.includes(name) && given[name] !== '')
		.map((name) => `${name} is not known: ${instead(name, names)}`);
	const ids: Record<string, string> = {};
	for (const name of names) {
		const value = given[name];
		const isScalar = typeof value === 'string' || typeof value === 'number';
		ids[name] = isScalar ? canonicalId(String(value).trim()) : '';
		const problem = idProblem(name, ids[name]);
		if (problem !== undefined) problems.push(`${name} ${problem}`);
	}
	const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
		encodeURIComponent(ids[name]),
	);
	return { path, ids, problems };
}
