import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { systemClock } from '../../../nodes/shared/n8n/clock';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, by, seeded } from '../../support/admin';
import { admin, panel } from '../editor/descriptions';

/** Work that Docusign does in the background, and never finishes here. */

let sandbox: Sandbox;

beforeEach(async () => {
	jest.spyOn(systemClock, 'sleep').mockImplementation(async () => await Promise.resolve());
	sandbox = await startSandbox({ users: 5 });
	sandbox.faults.add({
		match: { method: 'GET', path: /\/(exports\/user_list|imports\/bulk_users)\//, times: Infinity },
		do: { type: 'respond', status: 200, body: { id: '1', status: 'in_process' } },
	});
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

/** What 'Max Wait' shows once it is added to an operation. */
function shown(resource: string, operation: string): unknown {
	const options = panel(admin, resource, operation).find(({ name }) => name === 'options');
	const fields = options?.options as INodeProperties[];
	return fields.find(({ name }) => name === 'maxWait')?.default;
}

function newcomer() {
	const { id, permissionProfiles } = seeded(sandbox).account;
	const name = { firstName: 'New', lastName: 'Comer' };
	return {
		email: 'new@example.com',
		...name,
		account: id,
		permissionProfile: permissionProfiles[1].name,
	};
}

it.each([
	['user', 'export', 1_800],
	['userImport', 'add', 3_600],
])('%s.%s waits as long as its field says: %i s', async (resource, operation, seconds) => {
	expect(shown(resource, operation)).toBe(seconds);
	const run = async (options: INodeParameters) =>
		await adminNode(sandbox, 'openApi').run(
			{
				resource,
				operation,
				organizationId: by('id', seeded(sandbox).organizationId),
				options,
			},
			{ items: [newcomer()] },
		);
	// Left out, and added and left as it is.
	for (const options of [{}, { maxWait: seconds }]) {
		await expect(run(options)).rejects.toThrow(`within ${seconds} s of waiting`);
	}
});
