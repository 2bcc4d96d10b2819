import { relative } from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

const TOLD = new Set(['Survived', 'NoCoverage', 'Timeout']);

/**
 * Tells each mutant that no test noticed as soon as that is known: a run that is stopped has not been for
 * nothing. Those that took too long are told as well, since on a busy machine that means little.
 */
class Survivors {
	/** @param {import('@stryker-mutator/api/core').MutantResult} mutant */
	onMutantTested({ status, fileName, location, mutatorName, replacement }) {
		if (!TOLD.has(status)) return;
		const { line, column } = location.start;
		const text = (replacement ?? '').replaceAll(/\s+/g, ' ').slice(0, 160);
		const path = relative(process.cwd(), fileName);
		console.log(`${status} ${path}:${line}:${column} ${mutatorName}: ${text}`);
	}
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'survivors', Survivors)];
