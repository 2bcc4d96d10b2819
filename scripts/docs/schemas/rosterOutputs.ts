import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { by, seeded } from '../../../test/support/admin';
import { runAllItems } from '../../../test/support/allItems';

/** Everybody who is there but one, the first of them moved, and somebody new. */
function people({ state }: Sandbox, accountId: string): IDataObject[] {
	const account = state.accounts.get(accountId)!;
	const open = [...state.memberships.values()].filter(({ status }) => status === 'active');
	const present = open.map(({ userId, accountId: id }) => ({
		email: state.users.get(userId)!.email,
		account: state.accounts.get(id)!.name,
	}));
	const [leaver, mover] = present
		.filter((each) => each.account === account.name)
		.slice(-2)
		.map(({ email }) => email);
	const place = {
		account: account.name,
		permissionProfile: account.permissionProfiles[1].name,
		groups: account.groups[1].name,
	};
	return [
		...present.filter(({ email }) => email !== leaver && email !== mover),
		{ email: mover, ...place, lastName: 'Moved', jobTitle: 'Lead', companyName: 'Example' },
		{ email: 'new@example.com', ...place, firstName: 'New', lastName: 'Comer', jobTitle: 'Clerk' },
	];
}

/** What the operations on a roster put out: a plan, its records, and the plan that takes them back. */
export async function rosterOutputs(): Promise<Map<string, unknown[]>> {
	const sandbox = await startSandbox({ users: 12, accounts: 2, variety: false });
	const { organizationId, account } = seeded(sandbox);
	const run = async (operation: string, items: IDataObject[], more: INodeParameters = {}) => {
		const output = await runAllItems({
			nodeType: new DocusignAdmin(),
			credentialTypes: [new DocusignAdminJwtApi()],
			credentials: { docusignAdminJwtApi: { ...sandbox.credential(), accessToken: '' } },
			parameters: {
				resource: 'roster',
				operation,
				organizationId: by('id', organizationId),
				...more,
			},
			items,
		});
		return JSON.parse(JSON.stringify(output.map(({ json }) => json))) as IDataObject[];
	};
	try {
		const plan = await run('plan', people(sandbox, account.id), { notOnRoster: 'close' });
		const applied = await run('apply', plan, { maxClosures: 100, maxClosuresPercent: 100 });
		return new Map([
			['roster/plan', plan],
			['roster/apply', applied],
			['roster/undo', await run('undo', applied)],
			['roster/verify', await run('verify', applied)],
		]);
	} finally {
		await sandbox.close();
	}
}
