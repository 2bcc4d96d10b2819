import { Container } from '@n8n/di';
import { PollContext } from 'n8n-core';
import { PollTriggerExecutor } from 'n8n-core/dist/execution-engine/poll-trigger-executor';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeParameters,
	IPollFunctions,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdminTrigger } from '../../nodes/DocusignAdmin/DocusignAdminTrigger.node';
import type { UserEvent } from '../../nodes/DocusignAdmin/trigger/detection';
import type { JwtCredential, Sandbox } from '../../sandbox';
import { createEngine, type EngineSetup } from './engine';
import type { ContractName } from './admin';

const copy = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data)) as IDataObject;

/**
 * The trigger in n8n's real polling context. Static data is kept as n8n 2.41 does: what a poll leaves
 * stays in memory, and reaches the database only when the poll returns something.
 */
export function adminTrigger(
	sandbox: Sandbox,
	apiContract: ContractName,
	parameters: INodeParameters,
	budgetMs?: () => number,
	credential: Partial<JwtCredential> = {},
	place: Pick<EngineSetup, 'workflowId' | 'nodeId'> = {},
) {
	const nodeType = new DocusignAdminTrigger();
	const credentials: Record<string, ICredentialDataDecryptedObject> = {
		docusignAdminJwtApi: {
			...sandbox.credential({ apiContract, ...credential }),
			accessToken: '',
		},
	};
	let memory: IDataObject = {};
	let disk: IDataObject = {};

	function contextOf(
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		emit?: IPollFunctions['__emit'],
		emitError?: IPollFunctions['__emitError'],
	) {
		const { node, workflow, additionalData } = createEngine({
			nodeType,
			credentialTypes: [new DocusignAdminJwtApi()],
			credentials,
			parameters,
			...place,
		});
		const context = new PollContext(
			workflow,
			node,
			additionalData,
			mode,
			activation,
			emit,
			emitError,
			undefined,
			undefined,
			() => memory,
			budgetMs,
		);
		return { context, node, workflow };
	}

	async function poll(mode: WorkflowExecuteMode = 'trigger'): Promise<UserEvent[] | null> {
		const output = await nodeType.poll.call(contextOf(mode, 'init').context);
		if (output !== null && mode !== 'manual') disk = copy(memory);
		return output && (output[0].map(({ json }) => json) as unknown as UserEvent[]);
	}

	/**
	 * As n8n calls it: when the workflow is activated, what goes wrong rejects; afterwards it makes an
	 * execution with the error.
	 */
	async function viaEngine(when: 'activation' | 'tick') {
		const [executions, errors] = [[] as unknown[], [] as Error[]];
		const { context, node, workflow } = contextOf(
			'trigger',
			'activate',
			(data) => void executions.push(data),
			(error) => void errors.push(error),
		);
		const execute = Container.get(PollTriggerExecutor).create(workflow, node, context, () => true);
		await execute(when === 'activation');
		return { executions, errors };
	}

	return {
		poll,
		viaEngine,
		/** Polls until there is nothing left to tell. */
		async drain(): Promise<UserEvent[]> {
			const told: UserEvent[] = [];
			for (let events = await poll(); events !== null; events = await poll()) told.push(...events);
			return told;
		},
		/** n8n is killed: what was not stored is gone. */
		kill() {
			memory = copy(disk);
		},
		configure: (changes: INodeParameters) => Object.assign(parameters, changes),
		stored: () => disk,
		memory: () => memory,
	};
}
