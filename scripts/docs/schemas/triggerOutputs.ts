import { USER_EVENTS } from '../../../nodes/DocusignAdmin/trigger/detection';
import { startSandbox } from '../../../sandbox';
import { by, seeded } from '../../../test/support/admin';
import { adminTrigger } from '../../../test/support/trigger';

/** What the trigger puts out for each of its events, and as a sample. */
export async function triggerOutputs(): Promise<unknown[]> {
	const sandbox = await startSandbox({ users: 12, accounts: 2, variety: false });
	try {
		const { organizationId, account, second } = seeded(sandbox);
		const trigger = adminTrigger(sandbox, 'openApi', {
			authentication: 'jwt',
			organizationId: by('id', organizationId),
			accountIds: [],
			events: [...USER_EVENTS],
			firstRun: 'skipExisting',
			simplify: true,
			options: {},
		});
		await trigger.drain();
		const [, renamed, closed] = sandbox.state.users.values();
		sandbox.state.updateUser(renamed.id, { firstName: 'Renamed' });
		for (const membership of sandbox.state.membershipsOf(closed.id)) {
			sandbox.state.updateMembership(membership.id, { status: 'closed' });
		}
		sandbox.state.settleStatus(closed.id);
		const created = sandbox.state.addUser({
			organizationId,
			email: 'new@example.com',
			userName: 'New Comer',
			firstName: 'New',
			lastName: 'Comer',
			defaultAccountId: account.id,
			siteId: account.siteId,
			status: 'active',
		});
		for (const { id } of [account, second]) {
			sandbox.state.addMembership({ userId: created.id, accountId: id, status: 'active' });
		}
		const samples = (await trigger.poll('manual')) ?? [];
		return [...samples, ...(await trigger.drain())];
	} finally {
		await sandbox.close();
	}
}
