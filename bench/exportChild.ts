/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a program of its own, not part of the package */
import '../test/support/environment';
import { createRequire } from 'node:module';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { runNode } from '../test/support/engine';

/** What the parent says to begin with. */
interface Start {
	parameters: INodeParameters;
	credential: ICredentialDataDecryptedObject;
}

const MEGABYTE = 1024 * 1024;
const load = createRequire(__filename);

/** What is published, since that is what runs. */
function built() {
	const { DocusignAdmin } = load('../dist/nodes/DocusignAdmin/DocusignAdmin.node.js') as {
		DocusignAdmin: new () => INodeType;
	};
	const { DocusignAdminJwtApi } = load(
		'../dist/credentials/DocusignAdminJwtApi.credentials.js',
	) as { DocusignAdminJwtApi: new () => ICredentialType };
	return { nodeType: new DocusignAdmin(), credentialTypes: [new DocusignAdminJwtApi()] };
}

/** Runs one operation in a process of its own, and tells how large it became by it. */
process.once('message', ({ parameters, credential }: Start) => {
	const node = built();
	const before = process.memoryUsage().rss / MEGABYTE;
	void runNode({
		...node,
		credentials: { docusignAdminJwtApi: { ...credential, accessToken: '' } },
		parameters,
	}).then((items) => {
		// Kilobytes, the most there ever were.
		const megabytes = process.resourceUsage().maxRSS / 1024 - before;
		process.send?.({ items: items.length, megabytes });
	});
});
process.send?.('ready');
