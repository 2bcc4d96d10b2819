import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
} from 'n8n-workflow';

import { DocusignScimApi } from '../../../../credentials/DocusignScimApi.credentials';
import { DocusignScim } from '../../../../nodes/DocusignScim/DocusignScim.node';
import {
	createEngine,
	runListSearch,
	runNode,
	runWorkflow,
	type EngineSetup,
} from '../../../support/engine';

/** A resource locator as the editor stores it. */
export const by = (mode: 'id' | 'userName' | 'list', value: string) => ({
	__rl: true,
	mode,
	value,
});

interface RunOptions {
	items?: IDataObject[];
	onError?: INode['onError'];
	signal?: AbortSignal;
	retry?: EngineSetup['retry'];
	timezone?: string;
}

/** The Docusign SCIM node in the real engine. */
export function scimNode(credential: { baseUrl: string; bearerToken: string }) {
	const stored: Record<string, ICredentialDataDecryptedObject> = {
		docusignScimApi: { ...credential },
	};
	const setup = (parameters: INodeParameters, options: RunOptions = {}): EngineSetup => ({
		nodeType: new DocusignScim(),
		credentialTypes: [new DocusignScimApi()],
		credentials: stored,
		parameters,
		...options,
	});
	const run = async (parameters: INodeParameters, options?: RunOptions) =>
		await runNode(setup(parameters, options));
	return {
		run,
		/** The records of a run, without the engine's own wrapping. */
		records: async (parameters: INodeParameters, options?: RunOptions) =>
			(await run(parameters, options)).map(({ json }) => json),
		/** With the repeats of n8n's 'Retry On Fail', which `retry` asks for. */
		runWorkflow: async (parameters: INodeParameters, options?: RunOptions) =>
			await runWorkflow(setup(parameters, options)),
		search: async (method: string, filter?: string, token?: string) =>
			await runListSearch(setup({}), method, filter, token),
		/** A context for `loadOptions` methods. */
		engine: (parameters: INodeParameters = {}) => createEngine(setup(parameters)),
	};
}
