import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, seeded, type ContractName } from '../../../support/admin';

let sandbox: Sandbox;
afterEach(async () => await sandbox.close());

const HOUR = 3_600_000;
const scopes = 'organization_read user_read user_write user_data_redact';

/** A user whose memberships were all closed some hours ago. */
async function leaver(hoursAgo: number) {
	sandbox = await startSandbox({ users: 20 });
	const user = [...sandbox.state.users.values()].filter(({ status }) => status === 'active')[3];
	const closedAt = sandbox.clock.now() - hoursAgo * HOUR;
	for (const { id } of sandbox.state.membershipsOf(user.id)) {
		sandbox.state.updateMembership(id, { status: 'closed', closedAt });
	}
	return user;
}

async function redact(parameters: INodeParameters, contract: ContractName = 'openApi') {
	const output = await adminNode(sandbox, contract).run(
		{
			resource: 'dataRedaction',
			operation: 'redact',
			organizationId: by('id', seeded(sandbox).organizationId),
			...parameters,
		},
		{ credential: { requestedScopes: `${sandbox.credential().requestedScopes} ${scopes}` } },
	);
	return output.map(({ json }) => json);
}

const sent = () => adminRequests(sandbox).filter(({ path }) => path.includes('data_redaction'));

it('redacts a user who has been closed for a day, once the address is typed again', async () => {
	const user = await leaver(25);
	const confirmEmail = user.email.toUpperCase();
	expect(await redact({ userId: by('id', user.id), confirmEmail })).toMatchObject([
		{ user_id: user.id, status: 'success' },
	]);
	expect(sandbox.state.users.get(user.id)!.redacted).toBe(true);
	const accounts = sandbox.state.membershipsOf(user.id).map((each) => each.accountId);
	expect(sent()[0].body).toEqual({
		user_id: user.id,
		memberships: accounts.map((id) => ({ account_id: id })),
	});
});

it.each([undefined, '', 'somebody@else.example', 'x'])(
	'sends nothing where %j is typed for the address',
	async (confirmEmail) => {
		const user = await leaver(25);
		await expect(redact({ userId: by('id', user.id), confirmEmail })).rejects.toThrow(
			/'Confirm Email' is/,
		);
		expect(sent()).toEqual([]);
	},
);

it('says before it is sent that 24 hours have not passed, and when they have', async () => {
	const user = await leaver(23);
	await expect(
		redact({ userId: by('id', user.id), confirmEmail: user.email }),
	).rejects.toMatchObject({
		message: expect.stringContaining('was closed less than 24 hours ago') as string,
		description: expect.stringMatching(
			/redacts nothing before \d{4}-\d\d-\d\d \d\d:\d\d UTC/,
		) as string,
	});
	expect(sent()).toEqual([]);
});

it('says before it is sent that a membership is open', async () => {
	const user = await leaver(25);
	const [membership] = sandbox.state.membershipsOf(user.id);
	sandbox.state.updateMembership(membership.id, { status: 'active' });
	await expect(
		redact({ userId: by('email', user.email), confirmEmail: user.email }),
	).rejects.toThrow(/is not closed in the account/);
	expect(sent()).toEqual([]);
});

it('leaves the verdict to Docusign where nothing shows when the membership was closed', async () => {
	const user = await leaver(23);
	for (const { id } of sandbox.state.membershipsOf(user.id)) {
		sandbox.state.updateMembership(id, { closedAt: undefined });
	}
	const given = { userId: by('id', user.id), confirmEmail: user.email };
	const shown = await redact({ ...given, options: { dryRun: true } });
	expect(shown).toMatchObject([
		{ dry_run: true, warnings: [expect.stringContaining('does not show when') as string] },
	]);
	await expect(redact(given)).rejects.toThrow(/was not redacted/);
	expect(sent()).toHaveLength(1);
});

it('redacts the chosen accounts only, and none for an empty choice', async () => {
	const user = await leaver(25);
	const given = { userId: by('id', user.id), confirmEmail: user.email };
	const selected = { ...given, redactIn: 'selectedAccounts' };
	await expect(redact({ ...selected, accountIds: [] })).rejects.toThrow(
		/Account Names or IDs. is empty, and .Redact In. is set/,
	);
	const stranger = '0b000000-0000-4000-8000-00000000ffff';
	await expect(redact({ ...selected, accountIds: [stranger] })).rejects.toThrow(/no membership in/);
	expect(sent()).toEqual([]);
	const [{ accountId }] = sandbox.state.membershipsOf(user.id);
	await redact({ ...selected, accountIds: accountId });
	expect(sent()[0].body).toEqual({ user_id: user.id, memberships: [{ account_id: accountId }] });
});

it('is what the cursor contract does not have', async () => {
	const user = await leaver(25);
	await expect(
		redact({ userId: by('id', user.id), confirmEmail: user.email }, 'cursor'),
	).rejects.toThrow(/has no way to redact the personal data/);
	expect(adminRequests(sandbox)).toEqual([]);
});

it.each([
	['nothing', '', 'DOCUSIGN_UNKNOWN_OUTCOME'],
	['no status', {}, 'DOCUSIGN_UNKNOWN_OUTCOME'],
	[
		'a membership that failed',
		{ status: 'pending', membership_results: [{ account_id: 'a', status: 'Failure' }] },
		'DOCUSIGN_ITEMS_FAILED',
	],
])('takes an answer with %s for no success', async (_, body, code) => {
	const user = await leaver(25);
	sandbox.faults.add({
		match: { method: 'POST', path: 'data_redaction' },
		do: { type: 'respond', status: 200, body },
	});
	const redacted = redact({ userId: by('id', user.id), confirmEmail: user.email });
	await expect(redacted).rejects.toMatchObject({ context: { code } });
	expect(sent()).toHaveLength(1);
});
