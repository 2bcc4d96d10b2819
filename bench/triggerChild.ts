/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a program of its own, not part of the package */
import '../test/support/environment';
import { createRequire } from 'node:module';
import { PollContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INodeType,
} from 'n8n-workflow';
import { createEngine } from '../test/support/engine';

/** What the parent says to begin with. */
interface Start {
	organizationId: string;
	credential: ICredentialDataDecryptedObject;
}

/** What it is told after each poll. */
interface Polled {
	seconds: number;
	/** null: nothing was returned, so n8n stores nothing. */
	events: number | null;
	/** Of the static data as JSON. */
	bytes: number;
}

const load = createRequire(__filename);
const send = (message: Polled | 'ready') => void process.send?.(message);

/** What is published, since that is what runs. */
function built() {
	const { DocusignAdminTrigger } = load(
		'../dist/nodes/DocusignAdmin/DocusignAdminTrigger.node.js',
	) as { DocusignAdminTrigger: new () => INodeType };
	const { DocusignAdminJwtApi } = load(
		'../dist/credentials/DocusignAdminJwtApi.credentials.js',
	) as { DocusignAdminJwtApi: new () => ICredentialType };
	return { nodeType: new DocusignAdminTrigger(), credentialType: new DocusignAdminJwtApi() };
}

/**
 * The trigger in n8n's polling context, in a process of its own so that its memory can be measured:
 * the first message starts it, each further one is a poll.
 */
process.once('message', ({ organizationId, credential }: Start) => {
	const { nodeType, credentialType } = built();
	const staticData: IDataObject = {};
	const { node, workflow, additionalData } = createEngine({
		nodeType,
		credentialTypes: [credentialType],
		credentials: { [credentialType.name]: { ...credential, accessToken: '' } },
		parameters: {
			authentication: 'jwt',
			organizationId: { __rl: true, mode: 'id', value: organizationId },
			accountIds: [],
			events: ['userCreated', 'userActivated', 'userUpdated', 'userClosed', 'membershipChanged'],
			firstRun: 'skipExisting',
			options: {},
		},
	});
	const nothing = undefined;
	const context = new PollContext(
		workflow,
		node,
		additionalData,
		'trigger',
		'init',
		nothing,
		nothing,
		nothing,
		nothing,
		() => staticData,
	);
	process.on('message', () => {
		const started = performance.now();
		void nodeType.poll?.call(context).then((output) => {
			const seconds = (performance.now() - started) / 1000;
			const bytes = Buffer.byteLength(JSON.stringify(staticData));
			send({ seconds, events: output && output[0].length, bytes });
		});
	});
	send('ready');
});
