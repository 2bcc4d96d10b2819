import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import type { User } from '../../../../sandbox/state/model';
import { adminNode, adminRequests, by, seeded } from '../../../support/admin';

/** A user may be a member of accounts that belong to other organizations: those are not touched. */

const FOREIGN = 'eeeeeeee-0000-4000-8000-00000000eeee';

let sandbox: Sandbox;
let user: User;

beforeEach(async () => {
	sandbox = await startSandbox({ users: 30, accounts: 2 });
	user = [...sandbox.state.users.values()][9];
});

afterEach(async () => await sandbox.close());

/** The profile of the user as Docusign shows one who also belongs to a foreign account. */
function answerWithProfile(own: ReadonlyArray<{ accountId: string; status: string }>) {
	const memberships = [
		...own.map(({ accountId, status }) => ({
			account_id: accountId,
			email: user.email,
			status,
			is_external_account: false,
		})),
		{ account_id: FOREIGN, email: user.email, status: 'active', is_external_account: true },
	];
	sandbox.faults.add({
		match: { path: `/${user.id}/dsprofile`, times: Infinity },
		do: {
			type: 'respond',
			status: 200,
			body: { users: [{ id: user.id, site_id: user.siteId, memberships }] },
		},
	});
}

const run = async (operation: string, more: INodeParameters = {}) =>
	await adminNode(sandbox, 'openApi').run({
		resource: 'user',
		operation,
		organizationId: by('id', seeded(sandbox).organizationId),
		userId: by('id', user.id),
		...more,
	});

const sent = () => adminRequests(sandbox).find(({ method }) => method !== 'GET')?.body;

it('closing all accounts leaves them open, and names them', async () => {
	const own = sandbox.state.membershipsOf(user.id);
	answerWithProfile(own);
	const [{ json }] = await run('close');
	expect(sent()).toEqual({ accounts: own.map(({ accountId: id }) => ({ id })) });
	expect(json).toMatchObject({ success: true, skipped_external_accounts: [FOREIGN] });
	expect(sandbox.state.users.get(user.id)!.status).toBe('closed');
});

it('closing somebody who is left in them only has nothing to do', async () => {
	answerWithProfile([{ accountId: user.defaultAccountId, status: 'closed' }]);
	const [{ json }] = await run('close');
	expect(sent()).toBeUndefined();
	expect(json).toMatchObject({ already_closed: true, skipped_external_accounts: [FOREIGN] });
});

it('closing a user of none names none', async () => {
	const [{ json }] = await run('close');
	expect(json).not.toHaveProperty('skipped_external_accounts');
});

it('a new job title is not sent to them', async () => {
	const own = sandbox.state.membershipsOf(user.id);
	answerWithProfile(own);
	await run('update', { updateFields: { jobTitle: 'Director' } });
	expect(sent()).toMatchObject({
		users: [
			{
				memberships: own.map(({ accountId }) => ({
					account_id: accountId,
					job_title: 'Director',
				})),
			},
		],
	});
});

it('a job title for somebody without an open membership is no success', async () => {
	answerWithProfile([{ accountId: user.defaultAccountId, status: 'closed' }]);
	await expect(run('update', { updateFields: { jobTitle: 'Director' } })).rejects.toThrow(
		/is not a member of the account/,
	);
	sandbox.faults.clear();
	const closed = [...sandbox.state.users.values()].find(({ status }) => status === 'closed')!;
	const update = run('update', {
		userId: by('id', closed.id),
		updateFields: { jobTitle: 'Director' },
	});
	await expect(update).rejects.toThrow(/is closed/);
	expect(sent()).toBeUndefined();
});
