import { NodeHelpers } from 'n8n-workflow';

import { resources as adminResources } from '../../../nodes/DocusignAdmin/resources';
import { resources as scimResources } from '../../../nodes/DocusignScim/resources';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, adminRequests } from '../../support/admin';
import { scimNode } from '../DocusignScim/support/node';
import { admin, operationMenus, scim } from './descriptions';

/** What a node does that was just put there: n8n does not store what is left as it is. */

const defaults = (description: typeof admin) =>
	Object.fromEntries(
		operationMenus(description).map(({ resource, menu }) => [resource, menu.default]),
	);

const kinds = Object.fromEntries(
	[...adminResources, ...scimResources].flatMap(({ value, operations }) =>
		operations.map(({ value: operation, work }) => [`${value}.${operation}`, work.kind]),
	),
);

it('is a list wherever the resource has one, else the least it can do', () => {
	expect(defaults(admin)).toEqual({
		account: 'getAll',
		apiCall: 'send',
		connection: 'check',
		dataRedaction: 'redact',
		dsGroup: 'getAll',
		group: 'getAll',
		identity: 'delete',
		identityProvider: 'getAll',
		membership: 'getAll',
		organization: 'getAll',
		permissionProfile: 'getAll',
		productPermission: 'getAll',
		reservedDomain: 'getAll',
		roster: 'plan',
		user: 'getAll',
		userImport: 'getAll',
	});
	expect(defaults(scim)).toEqual({
		group: 'getAll',
		schema: 'getAll',
		serviceProviderConfig: 'get',
		user: 'getAll',
	});
});

it.each([[admin], [scim]])('writes nothing where there is anything else: %#', (node) => {
	for (const { resource, menu, operations } of operationMenus(node)) {
		const reads = operations.filter(
			({ value }) => kinds[`${resource}.${String(value)}`] !== 'write',
		);
		if (reads.length === 0) continue;
		expect(reads.map(({ value }) => value)).toContain(menu.default);
	}
});

it.each([
	[admin, 'Get many users in Docusign Admin'],
	[scim, 'Get many users in Docusign SCIM'],
])('is a list of users as a tool: %#', (node, name) => {
	expect(node.properties.find(({ name: field }) => field === 'resource')?.default).toBe('user');
	const { getNodeParameters, makeDescription } = NodeHelpers;
	const shown = getNodeParameters(node.properties, {}, true, false, null, node);
	expect(makeDescription(shown!, node)).toBe(name);
});

describe('run as they are, without a field filled in', () => {
	let sandbox: Sandbox;

	beforeEach(async () => {
		sandbox = await startSandbox({ users: 5 });
	});

	afterEach(async () => await sandbox.close());

	it.each(Object.keys(defaults(admin)))(
		'Docusign Admin sends nothing that changes: %s',
		async (resource) => {
			// What the panel asks for is refused, which is as harmless.
			await adminNode(sandbox, 'openApi')
				.run({ resource })
				.catch(() => undefined);
			expect(adminRequests(sandbox).filter(({ method }) => method !== 'GET')).toEqual([]);
		},
	);

	it.each(Object.keys(defaults(scim)))(
		'Docusign SCIM sends nothing that changes: %s',
		async (resource) => {
			await scimNode(sandbox.scimCredential()).run({ resource });
			expect(sandbox.requests.length).toBeGreaterThan(0);
			expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
		},
	);
});
