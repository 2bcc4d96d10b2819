import { DirectoryLoader } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
} from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../nodes/DocusignAdmin/DocusignAdmin.node';
import type { JwtCredential, Sandbox } from '../../sandbox';
import { runListSearch, runNode, runWorkflow, type EngineSetup } from './engine';

export type ContractName = JwtCredential['apiContract'];

/** Both wires: what a test says of the node should hold on each. */
export const CONTRACTS: ContractName[] = ['openApi', 'cursor'];

/** A resource locator as the editor stores it. */
export const by = (mode: 'id' | 'email' | 'list' | 'name', value: string) => ({
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
	credential?: Partial<JwtCredential>;
	execution?: EngineSetup['execution'];
}

/** The node as n8n loads it, with its own options for requests. */
function loaded(): DocusignAdmin {
	const nodeType = new DocusignAdmin();
	DirectoryLoader.applyDeclarativeNodeOptionParameters(nodeType);
	return nodeType;
}

/** The Docusign Admin node in the real engine, signed in to a sandbox. */
export function adminNode(sandbox: Sandbox, apiContract: ContractName) {
	const stored: Record<string, ICredentialDataDecryptedObject> = {};
	const setup = (parameters: INodeParameters, options: RunOptions = {}): EngineSetup => {
		stored.docusignAdminJwtApi ??= {
			...sandbox.credential({ apiContract, ...options.credential }),
			accessToken: '',
		};
		return {
			nodeType: loaded(),
			credentialTypes: [new DocusignAdminJwtApi()],
			credentials: stored,
			parameters,
			...options,
		};
	};
	return {
		stored,
		run: async (parameters: INodeParameters, options?: RunOptions) =>
			await runNode(setup(parameters, options)),
		/** With the repeats of n8n's 'Retry On Fail', which `retry` asks for. */
		runWorkflow: async (parameters: INodeParameters, options?: RunOptions) =>
			await runWorkflow(setup(parameters, options)),
		search: async (method: string, parameters: INodeParameters, filter?: string, token?: string) =>
			await runListSearch(setup(parameters), method, filter, token),
	};
}

/** The seeded organization of a sandbox and its accounts. */
export function seeded(sandbox: Sandbox) {
	const [organization] = [...sandbox.state.organizations.values()];
	const [account, second] = organization.accountIds.map((id) => sandbox.state.accounts.get(id)!);
	return { organizationId: organization.id, account, second };
}

/** The requests that reached the Admin API, without those for tokens. */
export const adminRequests = (sandbox: Sandbox) =>
	sandbox.requests.filter(({ path }) => path.toLowerCase().includes('/management/'));
