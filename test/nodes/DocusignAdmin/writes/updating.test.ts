import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { CLOSED_WARNINGS } from '../../../../nodes/DocusignAdmin/helpers/beforeChange';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';
import { quickClock } from '../../../support/quickClock';

/** What an update says of what became of it in part, and of what Docusign may ignore. */

let sandbox: Sandbox;
quickClock();

beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2, variety: false });
});
beforeEach(() => {
	sandbox.reset();
	sandbox.requests.length = 0;
});
afterAll(async () => await sandbox.close());

const user = () => [...sandbox.state.users.values()][9];
const NEW = 'moved@example.com';

const parameters = (more: INodeParameters): INodeParameters => ({
	resource: 'user',
	operation: 'update',
	organizationId: by('id', seeded(sandbox).organizationId),
	userId: by('id', user().id),
	...more,
});
const run = async (contract: (typeof CONTRACTS)[number], more: INodeParameters) => {
	const [{ json }] = await adminNode(sandbox, contract).run(parameters(more), {
		onError: 'continueRegularOutput',
	});
	return json as IDataObject & { details?: { code: string; description: string } };
};

const refusal = { type: 'error', status: 400, code: 'INVALID', message: 'No' } as const;
const twoSteps = { updateFields: { email: NEW, firstName: 'Renamed' } };

describe('the address by its own call, and then the rest', () => {
	const SECOND = { method: 'POST', path: /\/users\/profiles/ };

	it('says that the address was changed when the rest is refused', async () => {
		sandbox.faults.add({ match: SECOND, do: refusal });
		const { error, details } = await run('openApi', twoSteps);
		expect(user()).toMatchObject({ email: NEW, firstName: 'User' });
		expect(error).toMatch(
			/^The e-mail address was changed to moved@example\.com\. After that: Docusign refused to update the user: No/,
		);
		expect(details?.code).toBe('DOCUSIGN_VALIDATION_REFUSED');
	});

	it('and when it is not known what became of it', async () => {
		sandbox.faults.add({
			match: { ...SECOND, times: Infinity },
			do: { type: 'respond', status: 504, act: true },
		});
		const { error, details } = await run('openApi', twoSteps);
		expect(error).toMatch(/^The e-mail address was changed to .*It is not known/);
		expect(details?.code).toBe('DOCUSIGN_UNKNOWN_OUTCOME');
		expect(details?.description).toMatch(/may have been carried out/);
	});

	it('and when the sign-in is refused between them', async () => {
		sandbox.faults.add({ match: SECOND, do: { type: 'expireTokens' } });
		sandbox.faults.add({
			match: { path: '/oauth/token', nth: 2, times: Infinity },
			do: { type: 'respond', status: 400, body: { error: 'consent_required' } },
		});
		const { error, details } = await run('openApi', twoSteps);
		expect(error).toMatch(/^The e-mail address was changed to .*After that: /);
		expect(details?.code).toMatch(/CONSENT/);
	});

	it('says nothing of the kind when the address itself is refused', async () => {
		sandbox.faults.add({ match: { method: 'POST', path: /email_addresses/ }, do: refusal });
		expect((await run('openApi', twoSteps)).error).not.toMatch(/was changed/);
	});
});

it('the membership first, and then titles: what was changed is told', async () => {
	sandbox.faults.add({ match: { method: 'PUT', path: /\/users\/[^/]+$/ }, do: refusal });
	const { account } = seeded(sandbox);
	const { error } = await run('cursor', {
		resource: 'membership',
		accountId: by('id', account.id),
		updateFields: {
			permissionProfileId: by('id', String(account.permissionProfiles[1].id)),
			jobTitle: 'Director',
		},
	});
	expect(error).toMatch(/^The permission profile and groups were changed as asked\. After that: /);
});

describe.each(CONTRACTS)('what is closed, on %s', (contract) => {
	const accepts = () =>
		sandbox.faults.add({
			match: { method: contract === 'openApi' ? 'POST' : 'PUT', times: Infinity, path: '/users' },
			do: {
				type: 'respond',
				status: 200,
				body: contract === 'openApi' ? { success: true, users: [{ id: user().id }] } : {},
			},
		});

	it('a closed user is warned of, also in a dry run', async () => {
		sandbox.state.updateUser(user().id, { status: 'closed' });
		accepts();
		const change = { updateFields: { firstName: 'Renamed' } };
		const dry = await run(contract, { ...change, options: { dryRun: true } });
		expect(dry.warnings).toEqual([CLOSED_WARNINGS.user]);
		const json = await run(contract, change);
		expect(json).toMatchObject({ id: user().id, warnings: [CLOSED_WARNINGS.user] });
	});

	it('nobody else is', async () => {
		expect(await run(contract, { updateFields: { firstName: 'Renamed' } })).not.toHaveProperty(
			'warnings',
		);
	});

	it('a closed membership is, where the record shows it', async () => {
		const { account } = seeded(sandbox);
		const membership = sandbox.state.membershipIn(user().id, account.id)!;
		sandbox.state.updateMembership(membership.id, { status: 'closed' });
		accepts();
		const json = await run(contract, {
			resource: 'membership',
			accountId: by('id', account.id),
			updateFields: { groupIds: [account.groups[0].id] },
		});
		expect(json.error).toBeUndefined();
		expect(json.warnings).toEqual(
			contract === 'openApi' ? [CLOSED_WARNINGS.membership] : undefined,
		);
	});
});

describe('a warning inside the answer to an update', () => {
	const answer = (error: string) =>
		sandbox.faults.add({
			match: { method: 'POST', path: /\/users\/profiles/ },
			do: {
				type: 'respond',
				status: 200,
				body: {
					success: false,
					users: [{ id: user().id, error_details: { error, error_description: 'So it is' } }],
				},
			},
		});

	it.each(['membership_already_active_warning', 'username_language_changes_ignored_warning'])(
		'is a warning: %s',
		async (error) => {
			answer(error);
			const json = await run('openApi', { updateFields: { firstName: 'Renamed' } });
			expect(json).toMatchObject({ id: user().id, warnings: [`So it is (${error})`] });
			expect(adminRequests(sandbox).filter(({ method }) => method !== 'GET')).toHaveLength(1);
		},
	);
});
