import type { INodeParameters } from 'n8n-workflow';

import { startSandbox } from '../../../sandbox';
import { by, scimNode } from '../../../test/nodes/DocusignScim/support/node';

/**
 * What every operation of the SCIM node puts out.
 *
 * @returns by `resource/operation`
 */
export async function scimOutputs(): Promise<Map<string, unknown[]>> {
	const sandbox = await startSandbox({ users: 5, variety: false });
	const node = scimNode(sandbox.scimCredential());
	const outputs = new Map<string, unknown[]>();
	const run = async (resource: string, operation: string, parameters: INodeParameters = {}) => {
		const records = await node.records({ resource, operation, ...parameters });
		const name = `${resource}/${operation}`;
		outputs.set(name, [...(outputs.get(name) ?? []), ...records]);
		return records;
	};
	const person = {
		userName: 'jane@example.com',
		givenName: 'Jane',
		familyName: 'Doe',
		email: 'jane@example.com',
		displayName: 'Jane Doe',
		additionalFields: { externalId: 'x-1', title: 'Engineer' },
	};
	try {
		const [jane] = await run('user', 'create', person);
		const userId = by('id', String(jane.id));
		await run('user', 'get', { userId });
		await run('user', 'getAll');
		await run('user', 'update', { userId, updateFields: { familyName: 'Roe', title: 'Lead' } });
		await run('user', 'replace', { userId, ...person, familyName: 'Roe' });
		await run('user', 'deactivate', { userId });
		const [group] = await run('group', 'create', {
			displayName: 'Legal',
			memberIds: [String(jane.id)],
			additionalFields: { externalId: 'g-1' },
		});
		const groupId = by('id', String(group.id));
		await run('group', 'get', { groupId });
		await run('group', 'getAll');
		const memberIds = [...sandbox.state.users.keys()].slice(0, 1);
		await run('group', 'addMembers', { groupId, memberIds });
		await run('group', 'removeMembers', { groupId, memberIds });
		await run('serviceProviderConfig', 'get');
		await run('schema', 'getAll');
	} finally {
		await sandbox.close();
	}
	return outputs;
}
