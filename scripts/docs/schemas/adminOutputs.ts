import type { INodeParameters } from 'n8n-workflow';

import { contractOf } from '../../../nodes/DocusignAdmin/api/contract';
import { isOffered, usesOf } from '../../../nodes/DocusignAdmin/calls';
import { resources } from '../../../nodes/DocusignAdmin/resources';
import { systemClock } from '../../../nodes/shared/n8n/clock';
import { startSandbox } from '../../../sandbox';
import { everyScope } from '../../../test/nodes/DocusignAdmin/connectionSupport';
import { wirePreparation, wireRuns } from '../../../test/nodes/DocusignAdmin/wireRuns';
import { rosterOutputs } from './rosterOutputs';
import { adminNode, type ContractName } from '../../../test/support/admin';

/** What an operation puts out depends on what is called, so that no preview could be right. */
const LEFT_OUT = ['apiCall.send'];

/** Lists that are empty in a new Docusign, with the use whose preparation fills them. */
const FILLED: Readonly<Record<string, string>> = {
	'dsGroup.getAll': 'get a DS group',
	'userImport.getAll': 'get a user import',
};

/** Options that give another form than the usual one. */
const OF_FORM = ['recordFormat', 'binary'];

function asUsual(parameters: INodeParameters): INodeParameters {
	const options = Object.entries((parameters.options ?? {}) as INodeParameters);
	return {
		...parameters,
		options: Object.fromEntries(options.filter(([name]) => !OF_FORM.includes(name))),
	};
}

/** Jobs of Docusign's are waited for; here they are done at the second look. */
async function quickly<T>(work: () => Promise<T>): Promise<T> {
	const { sleep } = systemClock;
	systemClock.sleep = async (ms, signal) => await sleep.call(systemClock, ms / 500, signal);
	return await work().finally(() => {
		systemClock.sleep = sleep;
	});
}

/** What a use of an operation puts out, in a Docusign in memory. */
async function outputsOf(contract: ContractName, name: string, use: string): Promise<unknown[]> {
	const sandbox = await startSandbox({ users: 30 });
	const [resource, operation] = name.split('.');
	try {
		wirePreparation[FILLED[name] ?? use]?.(sandbox);
		const all = wireRuns(sandbox, contract)[name];
		const runs = Array.isArray(all) ? all : all[use];
		const outputs: unknown[] = [];
		for (const parameters of runs) {
			const records = await adminNode(sandbox, contract).run(
				{ resource, operation, ...asUsual(parameters) },
				{ credential: { requestedScopes: everyScope(sandbox) } },
			);
			outputs.push(...records.map(({ json }) => json));
		}
		return outputs;
	} finally {
		await sandbox.close();
	}
}

/**
 * What every operation of the Admin node puts out on the published contract, with every field given: by the
 * runs that the wire tests make too.
 *
 * @returns by `resource/operation`
 */
export async function adminOutputs(): Promise<Map<string, unknown[]>> {
	const wire = contractOf('openApi');
	const outputs = await rosterOutputs();
	for (const { value: resource, operations } of resources) {
		for (const operation of operations) {
			const name = `${resource}.${operation.value}`;
			// Those on all items at once, by the runs of rosterOutputs.ts.
			if (operation.all || LEFT_OUT.includes(name)) continue;
			const found: unknown[] = [];
			for (const use of usesOf(operation, wire).filter((each) => isOffered(wire, each))) {
				found.push(...(await quickly(async () => await outputsOf('openApi', name, use.name))));
			}
			outputs.set(`${resource}/${operation.value}`, found);
		}
	}
	return outputs;
}
