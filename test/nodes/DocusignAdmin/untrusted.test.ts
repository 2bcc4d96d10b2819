import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, by, CONTRACTS } from '../../support/admin';
import { untrustedServer, type UntrustedServer } from '../../support/selfSigned';
import { adminTrigger } from '../../support/trigger';
import { scimNode } from '../DocusignScim/support/node';
import { watching } from './trigger/support';

/** A server, or a proxy on the way, whose certificate n8n does not trust. */

let sandbox: Sandbox;
let server: UntrustedServer;

beforeEach(async () => {
	[sandbox, server] = await Promise.all([startSandbox({ users: 3 }), untrustedServer()]);
});

afterEach(async () => {
	await Promise.all([sandbox.close(), server.close()]);
});

const WORDS = /no secure connection could be made: nobody whom n8n trusts/;
const told = {
	error: expect.stringMatching(WORDS),
	details: {
		code: 'DOCUSIGN_CERTIFICATE_NOT_TRUSTED',
		description: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
	},
};
const goOn = { onError: 'continueRegularOutput' } as const;

describe.each(CONTRACTS)('an untrusted certificate of the Admin API (%s contract)', (contract) => {
	const credential = () => ({ adminBaseUrl: `${server.url}/Management` });
	const organizationId = by('id', '00000000-0000-4000-8000-00000000000a');

	it('is told at once by a read', async () => {
		const node = adminNode(sandbox, contract);
		const run = { resource: 'organization', operation: 'getAll', returnAll: true };
		const [failed] = await node.run(run, { ...goOn, credential: credential() });
		expect(failed.json).toMatchObject(told);
		expect(server).toMatchObject({ connections: 1, requests: 0 });
	});

	it('leaves nobody in doubt whether a write was carried out', async () => {
		const run = {
			resource: 'user',
			operation: 'create',
			organizationId,
			accountId: organizationId,
			email: 'new@example.com',
			firstName: 'New',
			lastName: 'User',
		};
		const [failed] = await adminNode(sandbox, contract).run(run, {
			...goOn,
			credential: credential(),
		});
		expect(failed.json).toMatchObject(told);
		expect(server.connections).toBe(1);
	});

	it('is told by a list of the editor and by the trigger', async () => {
		const node = adminNode(sandbox, contract);
		node.stored.docusignAdminJwtApi = {
			...sandbox.credential({ apiContract: contract, ...credential() }),
			accessToken: '',
		};
		await expect(node.search('searchOrganizations', {})).rejects.toThrow(WORDS);
		const trigger = adminTrigger(sandbox, contract, watching(sandbox), undefined, credential());
		await expect(trigger.poll()).rejects.toThrow(WORDS);
	});
});

it('is told at once by the SCIM node', async () => {
	const node = scimNode({ ...sandbox.scimCredential(), baseUrl: `${server.url}/scim/v2` });
	const runs = [
		{ resource: 'user', operation: 'getAll', returnAll: true },
		{ resource: 'user', operation: 'create', userName: 'a', givenName: 'A', familyName: 'B' },
	];
	for (const run of runs) {
		const [failed] = await node.run(run, goOn);
		expect(failed.json).toMatchObject(told);
	}
	expect(server).toMatchObject({ connections: 2, requests: 0 });
});
