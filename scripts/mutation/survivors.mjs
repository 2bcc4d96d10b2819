import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Tells each mutant that no test noticed as soon as that is known: a run that is stopped has not been for nothing. */
class Survivors {
	/** @param {import('@stryker-mutator/api/core').MutantResult} mutant */
	onMutantTested({ status, fileName, location, mutatorName, replacement }) {
		if (status !== 'Survived' && status !== 'NoCoverage') return;
		const { line, column } = location.start;
		const text = (replacement ?? '').replaceAll(/\s+/g, ' ').slice(0, 160);
		console.log(`${status} ${fileName}:${line}:${column} ${mutatorName}: ${text}`);
	}
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'survivors', Survivors)];
