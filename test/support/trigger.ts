import { PollContext, PollTriggerExecutor } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeParameters,
	INodeType,
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

/** n8n's own caller of polling triggers, without its log and its tracing. */
function executor(nodeType: INodeType): PollTriggerExecutor {
	type Parts = ConstructorParameters<typeof PollTriggerExecutor>;
	const logger = { scoped: () => logger, debug: () => undefined, error: () => undefined };
	const span = async (_: unknown, run: (span: unknown) => Promise<unknown>) =>
		await run({ setStatus: () => undefined });
	const tracing = {
		startSpan: span,
		startNewTraceSpan: span,
		pickWorkflowAttributes: () => ({}),
		pickNodeAttributes: () => ({}),
	};
	const pollers = {
		runPollFunction: async (__: unknown, ___: unknown, context: IPollFunctions) =>
			await nodeType.poll!.call(context),
	};
	const parts: unknown[] = [logger, pollers, tracing, { error: () => undefined }];
	return new PollTriggerExecutor(...(parts as Parts));
}

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
		const execute = executor(nodeType).create(workflow, node, context, () => true);
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
