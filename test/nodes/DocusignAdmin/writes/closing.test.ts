import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';
import { quickClock } from '../../../support/quickClock';

/** What a close says of who is closed where, whatever the words of the server. */

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

/** The tenth seeded user is in both accounts; the first administers the organization. */
const user = () => [...sandbox.state.users.values()][9];
const administrator = () => [...sandbox.state.users.values()][0];
const ids = () => [...sandbox.state.accounts.keys()];
const statuses = () => ids().map((id) => sandbox.state.membershipIn(user().id, id)!.status);
const writes = () => adminRequests(sandbox).filter(({ method }) => method !== 'GET');

const closing = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'user',
	operation: 'close',
	organizationId: by('id', seeded(sandbox).organizationId),
	userId: by('id', user().id),
	...more,
});
const selected = (accountIds = ids()) => closing({ closeIn: 'selectedAccounts', accountIds });
const membership = () => closing({ resource: 'membership', accountId: by('id', ids()[0]) });

type Details = { code: string; description: string; partial?: object };
const run = async (
	contract: (typeof CONTRACTS)[number],
	parameters: INodeParameters,
): Promise<IDataObject & { details?: Details }> => {
	const [{ json }] = await adminNode(sandbox, contract).run(parameters, {
		onError: 'continueRegularOutput',
	});
	return json as never;
};

describe.each(CONTRACTS)('on %s', (contract) => {
	const again = contract === 'openApi' ? 'closeClosed' : 'cursorCloseClosed';

	it('an account that is closed and one that is not are both told', async () => {
		sandbox.configure({ closeRefusedIn: [ids()[1]] });
		const { error, details } = await run(contract, selected());
		expect(statuses()).toEqual(['closed', 'active']);
		expect(error).toMatch(
			new RegExp(`closed .* in ${ids()[0]}, but not in ${ids()[1]}: .*administrator's rights`),
		);
		expect(details?.partial).toMatchObject({
			closed: [ids()[0]],
			not_closed: [{ id: ids()[1], error: 'account_admin_access_denied' }],
		});
		sandbox.reset({ closeRefusedIn: [ids()[1]] });
		const failing = adminNode(sandbox, contract).run(selected());
		await expect(failing).rejects.toThrow(new RegExp(`in ${ids()[0]}, but not in ${ids()[1]}`));
	});

	it('they are told from the answer, where they cannot be looked up', async () => {
		sandbox.configure({ closeRefusedIn: [ids()[1]], cursorCloseStatus: 'user' });
		refuseReadsAfterWrite();
		const { details } = await run(contract, selected());
		expect(details?.partial).toMatchObject({ closed: [ids()[0]] });
	});

	it.each(['fewer', 'none', 'empty'] as const)(
		'an answer that names %s of the accounts is looked up, and is done where it is',
		async (closeAnswer) => {
			sandbox.configure({ closeAnswer });
			const json = await run(contract, selected());
			expect(json).toMatchObject({ id: user().id });
			expect(json).not.toHaveProperty('already_closed');
			expect(statuses()).toEqual(['closed', 'closed']);
			// The cursor contract's answer says of the user that everything is closed.
			const isTold = contract === 'cursor' && closeAnswer !== 'empty';
			expect(adminRequests(sandbox).at(-1)?.method).toBe(isTold ? 'POST' : 'GET');
		},
	);

	it.each(['none', 'empty'] as const)(
		'an answer that names %s of them is no success where nothing is closed',
		async (closeAnswer) => {
			sandbox.configure({ closeAnswer, closeIgnores: 'all' });
			const { error, details } = await run(contract, selected());
			expect(error).toMatch(/does not say that this was closed/);
			expect(details?.code).toBe('DOCUSIGN_ITEMS_FAILED');
		},
	);

	it('an answer that says nothing and cannot be looked up may have been carried out', async () => {
		sandbox.configure({ closeAnswer: 'empty' });
		refuseReadsAfterWrite();
		const { details } = await run(contract, selected());
		expect(details?.code).toBe('DOCUSIGN_UNKNOWN_OUTCOME');
		expect(details?.description).toMatch(/may have been carried out/);
	});

	it('a warning is a warning', async () => {
		sandbox.configure({ closeWarning: true });
		const json = await run(contract, selected());
		expect(json.error).toBeUndefined();
		expect(json).toMatchObject({ success: true });
		expect(String(json.warnings)).toMatch(/closed_or_disabled_warning/);
	});

	it.each([
		['error', 'membership_closed'],
		['refuse', 'membership_closed'],
		['error', 'invalid_request'],
		['refuse', 'invalid_request'],
		['ok', ''],
	] as const)('closing what is closed is no failure: %s %s', async (what, closedAlreadyCode) => {
		const closed = sandbox.state.membershipIn(user().id, ids()[0])!;
		sandbox.configure({
			[again]: what,
			closedAlreadyCode,
			closedAlreadyText: 'Nothing to do',
		});
		sandbox.state.updateMembership(closed.id, { status: 'closed' });
		const first = await run(contract, membership());
		expect(first.error).toBeUndefined();
		expect(first.already_closed).toBe(what === 'ok' ? undefined : true);
		const json = await run(contract, selected());
		expect(json.error).toBeUndefined();
		// The other one was open.
		expect(json).not.toHaveProperty('already_closed');
		expect(statuses()).toEqual(['closed', 'closed']);
		expect((await run(contract, closing())).error).toBeUndefined();
	});

	it.each([true, false])(
		'one that is closed already hides no other that is not: %s',
		async (seen) => {
			const [there, open] = ids();
			const closed = sandbox.state.membershipIn(user().id, there)!;
			sandbox.configure({ [again]: 'error', closeRefusedIn: [open], cursorCloseStatus: 'user' });
			sandbox.state.updateMembership(closed.id, { status: 'closed' });
			if (!seen) refuseReadsAfterWrite();
			const { error, details } = await run(contract, selected());
			expect(error).toMatch(new RegExp(`closed .* in ${there}, but not in ${open}: .*rights`));
			expect(details?.description).not.toMatch(/Leave this item out/);
			expect(details?.partial).toMatchObject({
				closed: [there],
				not_closed: [{ id: open, error: 'account_admin_access_denied' }],
			});
			expect(statuses()).toEqual(['closed', 'active']);
		},
	);

	it('one that is closed already says nothing of another that the answer leaves out', async () => {
		const closed = sandbox.state.membershipIn(user().id, ids()[0])!;
		sandbox.configure({
			[again]: 'error',
			closeAnswer: 'fewer',
			closeIgnores: 'last',
			cursorCloseStatus: 'user',
		});
		sandbox.state.updateMembership(closed.id, { status: 'closed' });
		refuseReadsAfterWrite();
		const { details } = await run(contract, selected());
		expect(details?.code).toBe('DOCUSIGN_UNKNOWN_OUTCOME');
		expect(details?.description).not.toMatch(/Leave this item out/);
	});

	it.each([
		['all accounts', () => closing()],
		['the accounts chosen', () => selected()],
	])(
		'a word for the whole that something is closed already says nothing of the rest, in %s',
		async (_, parameters) => {
			const closed = sandbox.state.membershipIn(user().id, ids()[0])!;
			sandbox.configure({
				[again]: 'error',
				closeRefusedIn: [ids()[1]],
				cursorCloseStatus: 'asked',
			});
			sandbox.state.updateMembership(closed.id, { status: 'closed' });
			refuseReadsAfterWrite();
			const json = await run(contract, parameters());
			expect(json).not.toHaveProperty('already_closed');
			expect(json.details?.code).toMatch(/^DOCUSIGN_(NOT_ORGANIZATION_ADMIN|UNKNOWN_OUTCOME)$/);
			expect(statuses()).toEqual(['closed', 'active']);
		},
	);

	it('no failure of a close suggests to reopen anybody', async () => {
		sandbox.configure({ [again]: 'refuse', closeRefusedIn: ids() });
		const { details } = await run(contract, selected());
		expect(details?.description).not.toMatch(/reopen|activate/i);
	});

	it('closing one account of several is done, and the user stays active', async () => {
		for (const cursorCloseStatus of ['user', 'asked'] as const) {
			sandbox.reset({ cursorCloseStatus });
			const json = await run(contract, selected([ids()[0]]));
			expect(json.error).toBeUndefined();
			expect(statuses()).toEqual(['closed', 'active']);
			expect(user().status).toBe('active');
			// The answer says so: nobody has to look.
			expect(adminRequests(sandbox).at(-1)?.method).not.toBe('GET');
		}
	});

	it.each([
		['all accounts', () => closing()],
		['the accounts chosen', () => selected()],
		['one account', membership],
	])('a close in %s that is refused is an error while the user is open', async (_, parameters) => {
		sandbox.faults.add({
			match: { method: contract === 'openApi' ? 'DELETE' : 'POST', path: '/users/' },
			do: { type: 'error', status: 400, code: 'invalid_request', message: 'Not today' },
		});
		const { error, details } = await run(contract, parameters());
		expect(error).toMatch(/Not today/);
		expect(details?.code).toBe('DOCUSIGN_VALIDATION_REFUSED');
		expect(statuses()).toEqual(['active', 'active']);
	});

	it('a refusal after a lost answer is told as it is, where nothing is closed', async () => {
		sandbox.configure({ closeRefusedIn: ids() });
		sandbox.faults.add({
			match: { method: contract === 'openApi' ? 'DELETE' : 'POST', path: '/users/' },
			do: { type: 'html', status: 502 },
		});
		const { error, details } = await run(contract, selected());
		expect(error).toMatch(/administrator/);
		expect(details?.code).toBe('DOCUSIGN_NOT_ORGANIZATION_ADMIN');
		expect(statuses()).toEqual(['active', 'active']);
	});

	it('a refusal of the token says nothing of the request before it, which may show late', async () => {
		const match = { method: contract === 'openApi' ? 'DELETE' : 'POST', path: '/users/' };
		sandbox.faults.add({ match, do: { type: 'respond', status: 504 } });
		sandbox.faults.add({
			match: { ...match, nth: 2 },
			do: { type: 'error', status: 403, code: 'ACCESS_DENIED', message: 'Not you' },
		});
		const { details } = await run(contract, selected());
		expect(details?.code).toBe('DOCUSIGN_UNKNOWN_OUTCOME');
		expect(details?.description).toMatch(
			/may have been carried out.*Sending it again did not help: Docusign does not allow/,
		);
	});

	it('a dry run with nothing to do says so', async () => {
		if (contract === 'cursor') return;
		await run(contract, closing());
		sandbox.requests.length = 0;
		const json = await run(contract, closing({ options: { dryRun: true } }));
		expect(json).toMatchObject({ dry_run: true, nothing_to_do: true });
		expect(writes()).toEqual([]);
	});

	it('SCIM = Warn closes although nobody can be looked up, and says that it could not', async () => {
		if (contract === 'cursor') return;
		sandbox.configure({ dsProfileStatus: 403, addressesInLists: false });
		const json = await run(contract, membership());
		expect(json.error).toBeUndefined();
		expect(String(json.warnings)).toMatch(/could not be looked up whether SCIM manages/);
		expect(statuses()).toEqual(['closed', 'active']);
		sandbox.reset({ dsProfileStatus: 403, addressesInLists: false });
		const refused = await run(contract, { ...membership(), options: { scimManaged: 'refuse' } });
		expect(refused.error).toBeDefined();
		expect(statuses()).toEqual(['active', 'active']);
	});
});

it.each(['fewer', 'whole'] as const)(
	'a close in all accounts after which the user is not told to be closed says so: %s of them named',
	async (closeAnswer) => {
		sandbox.configure({ closeIgnores: 'last', closeAnswer, cursorCloseStatus: 'user' });
		const json = await run('cursor', closing());
		expect(statuses()).toContain('active');
		expect(json).toMatchObject({ status: 'active' });
		expect(String(json.warnings)).toMatch(/does not say that the user is: look whether/);
		sandbox.reset({ cursorCloseStatus: 'user' });
		expect(await run('cursor', closing())).not.toHaveProperty('warnings');
	},
);

it('a word for the whole that something is closed already takes the accounts named with it back', async () => {
	const error_details = { error: 'membership_closed', error_description: 'Closed already.' };
	const accounts = [{ account_id: ids()[0], status: 'Closed' }];
	const entry = { user_email: user().email, status: 'Active', error_details, accounts };
	sandbox.faults.add({
		match: { method: 'POST', path: '/users/close' },
		do: { type: 'respond', status: 200, body: { closed_users: [entry] } },
	});
	refuseReadsAfterWrite();
	const { details } = await run('cursor', closing());
	expect(details?.code).toBe('DOCUSIGN_UNKNOWN_OUTCOME');
});

describe('an answer of the cursor contract that does not name the user', () => {
	beforeEach(() => sandbox.configure({ cursorCloseStatus: 'asked', closeAnswer: 'none' }));

	it.each([
		['all accounts', () => closing()],
		['the accounts chosen', () => selected()],
		['one account', membership],
	])('is no success where nothing is closed in %s', async (_, parameters) => {
		sandbox.configure({ closeIgnores: 'all' });
		const { error } = await run('cursor', parameters());
		expect(error).toMatch(/does not say that this was closed/);
	});

	it('is looked up, and done where the user is closed', async () => {
		const json = await run('cursor', closing());
		expect(json.error).toBeUndefined();
		expect(statuses()).toEqual(['closed', 'closed']);
	});
});

/** Lets nobody look after the first write. */
function refuseReadsAfterWrite() {
	for (const method of ['DELETE', 'POST']) {
		sandbox.faults.add({
			match: { method, path: /\/users\/(?:[^/]+\/accounts|close)$/ },
			do: {
				type: 'callback',
				run: () => {
					sandbox.faults.add({
						match: { method: 'GET', times: Infinity },
						do: { type: 'error', status: 403, code: 'ACCESS_DENIED', message: 'No' },
					});
				},
			},
		});
	}
}

describe('an organization administrator', () => {
	beforeEach(() => {
		const { organizationId } = seeded(sandbox);
		sandbox.state.organizations.get(organizationId)!.adminIds.add(user().id);
	});

	it.each([
		['User > Close', () => closing()],
		['User > Close in an account', () => selected()],
		['Membership > Close', membership],
	])('is not closed by %s, and nothing is sent', async (_, parameters) => {
		const { error, details } = await run('openApi', parameters());
		expect(error).toMatch(/did not close .* is an administrator of the organization/);
		expect(details?.code).toBe('DOCUSIGN_ORGANIZATION_ADMINISTRATOR');
		expect(details?.description).toMatch(/Nothing was changed/);
		expect(writes()).toEqual([]);
	});

	it('is refused by the sandbox, where the node does not know', async () => {
		const options = { scimManaged: 'ignore' };
		const { error } = await run('openApi', { ...membership(), options });
		expect(error).toMatch(/administrator of the organization cannot be closed/);
		expect(statuses()[0]).toBe('active');
	});

	it('who is closed already is no failure', async () => {
		const closed = sandbox.state.membershipIn(user().id, ids()[0])!;
		sandbox.state.updateMembership(closed.id, { status: 'closed' });
		expect((await run('openApi', membership())).error).toBeUndefined();
	});

	it('may be changed', async () => {
		const json = await run('openApi', {
			...closing(),
			operation: 'update',
			userId: by('id', administrator().id),
			updateFields: { firstName: 'Changed' },
		});
		expect(json.error).toBeUndefined();
	});
});
