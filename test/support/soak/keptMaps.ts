/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { join, sep } from 'node:path';

/**
 * The maps and sets that the package makes: those that it keeps for as long as the process runs, since they
 * are made while it is loaded, and those that a run makes for itself. To be imported first, and told when
 * everything is loaded.
 */

type Values = Map<unknown, unknown> | Set<unknown>;

const ROOT = join(__dirname, '..', '..', '..');
const OURS = ['nodes', 'credentials'].map((folder) => join(ROOT, folder, sep));
/** The caller of a constructor stands below the function that looks and the trap. */
const CALLER = 3;
const kept: Array<{ file: string; values: Values }> = [];
let made: Array<{ file: string; values: WeakRef<Values> }> = [];
let isLoading = true;

function callersFile(): string | undefined {
	const { stackTraceLimit } = Error;
	Error.stackTraceLimit = CALLER;
	const lines = (new Error().stack ?? '').split('\n');
	Error.stackTraceLimit = stackTraceLimit;
	const caller = lines[CALLER] ?? '';
	return OURS.some((folder) => caller.includes(folder)) ? /\w+\.ts/.exec(caller)?.[0] : undefined;
}

/** The constructor itself, but for noting what it makes. */
const noting = <T extends MapConstructor | SetConstructor>(kind: T): T =>
	new Proxy(kind, {
		construct(target, given: unknown[], by) {
			const values = Reflect.construct(target, given, by as typeof target) as Values;
			const file = callersFile();
			if (file === undefined) return values;
			if (isLoading) kept.push({ file, values });
			else made.push({ file, values: new WeakRef(values) });
			return values;
		},
	});

globalThis.Map = noting(Map);
globalThis.Set = noting(Set);

export const allIsLoaded = (): void => void (isLoading = false);

type ByFile = Record<string, number>;

/** How much is in those that are kept, by the file that made them. */
export function keptEntries(): ByFile {
	const sizes: ByFile = {};
	for (const { file, values } of kept) sizes[file] = (sizes[file] ?? 0) + values.size;
	return sizes;
}

/** How many there still are of those that runs have made, by file; to be asked after a collection. */
export function livingOfRuns(): ByFile {
	made = made.filter(({ values }) => values.deref() !== undefined);
	const counts: ByFile = {};
	for (const { file } of made) counts[file] = (counts[file] ?? 0) + 1;
	return counts;
}
