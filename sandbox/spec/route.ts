import { isGuid } from './formats';

/** Ids that are GUIDs wherever they stand in a path. Connect's ids are not. */
const guidParams = new Set([
	'organizationId',
	'accountId',
	'userId',
	'membershipId',
	'exportId',
	'importId',
	'dsGroupId',
	'assetGroupId',
	'assetGroupWorkId',
]);

export interface Routable {
	method: string;
	path: string;
}

/** Cuts scheme, host, mount and query: `https://h/Management/v2/organizations?x=1` → `/v2/organizations`. */
function pathBelowManagement(path: string): string {
	const withoutQuery = path.replace(/[?#].*$/s, '').replace(/^https?:\/\/[^/]*/i, '');
	return withoutQuery.replace(/^.*?\/management(?=\/)/i, '');
}

/** The query of a path and of a record together, as text, the way it goes over the wire. */
export function queryOf(path: string, query?: Record<string, unknown> | URLSearchParams) {
	const params = new URLSearchParams(/\?([^#]*)/.exec(path)?.[1] ?? '');
	if (query instanceof URLSearchParams) {
		for (const [name, value] of query) params.append(name, value);
		return params;
	}
	for (const [name, value] of Object.entries(query ?? {})) {
		if (value !== undefined) params.append(name, String(value));
	}
	return params;
}

function matches(template: string, path: string): Record<string, string> | undefined {
	const wanted = template.split('/');
	const given = path.split('/');
	if (wanted.length !== given.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, segment] of wanted.entries()) {
		const name = /^\{(.+)\}$/.exec(segment)?.[1];
		if (name) params[name] = given[index];
		else if (segment.toLowerCase() !== given[index].toLowerCase()) return undefined;
	}
	return params;
}

/** Finds the operation a method and path belong to; literal segments win over parameters. */
export function findOperation<T extends Routable>(
	operations: readonly T[],
	method: string,
	path: string,
): { operation: T; params: Record<string, string> } | undefined {
	const below = pathBelowManagement(path);
	let best: { operation: T; params: Record<string, string> } | undefined;
	for (const operation of operations) {
		if (operation.method !== method.toUpperCase()) continue;
		const params = matches(operation.path, below);
		if (!params) continue;
		if (!best || Object.keys(params).length < Object.keys(best.params).length) {
			best = { operation, params };
		}
	}
	return best;
}

/** Problems with the ids in a path: empty ones, and what is not a GUID where one belongs. */
export function checkPathParams(params: Record<string, string>): string[] {
	return Object.entries(params).flatMap(([name, raw]) => {
		if (raw === '') return [`path: ${name} is empty`];
		if (guidParams.has(name) && !isGuid(decodeURIComponent(raw))) {
			return [`path: ${name} is not a GUID`];
		}
		return [];
	});
}
