import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { parseCsv } from '../../../../sandbox/state/csv';
import { adminNode, adminRequests, by, seeded, type ContractName } from '../../../support/admin';
import { fastWaits } from '../../../support/fastTime';

let sandbox: Sandbox;

beforeEach(async () => {
	fastWaits();
	sandbox = await startSandbox({ users: 40 });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

interface Given {
	items?: IDataObject[];
	more?: INodeParameters;
	contract?: ContractName;
	onError?: 'continueRegularOutput';
}

async function run(operation: string, { items = [{}], more, contract, onError }: Given = {}) {
	const output = await adminNode(sandbox, contract ?? 'openApi').run(
		{
			resource: 'userImport',
			operation,
			organizationId: by('id', seeded(sandbox).organizationId),
			...more,
		},
		{ items, onError },
	);
	return output.map(({ json, pairedItem }) => ({
		json,
		item: (pairedItem as { item: number }).item,
	}));
}

const posts = () => adminRequests(sandbox).filter(({ method }) => method === 'POST');
const usersWith = (email: string) =>
	sandbox.state.usersByEmail(seeded(sandbox).organizationId, email);

function newcomer(n: number, more: IDataObject = {}): IDataObject {
	const { account } = seeded(sandbox);
	return {
		email: `new${n}@example.com`,
		firstName: `New${n}`,
		lastName: 'Comer',
		account: account.id,
		permissionProfile: account.permissionProfiles[1].name,
		...more,
	};
}

const continuing = { onError: 'continueRegularOutput' as const };

it('items make one import, and each result comes back to its item', async () => {
	const items = [
		newcomer(0),
		newcomer(1, { permissionProfile: 'No such profile' }),
		newcomer(2, { groups: [seeded(sandbox).account.groups[2].name] }),
		newcomer(3, { email: '' }),
		newcomer(0),
	];
	const results = await run('add', { items, ...continuing });
	expect(results.map(({ item }) => item)).toEqual([0, 1, 2, 3, 4]);
	expect(results[0].json).toMatchObject({
		outcome: 'done',
		result: 'user_added',
		email: 'new0@example.com',
	});
	expect(results[1].json).toMatchObject({
		error: expect.stringContaining('permission') as string,
		details: { code: 'DOCUSIGN_PERMISSION_PROFILE_NOT_FOUND' },
	});
	expect(results[2].json).toMatchObject({ outcome: 'done' });
	expect(results[3].json).toMatchObject({ details: { code: 'DOCUSIGN_INVALID_INPUT' } });
	expect(results[4].json.error).toContain('as item 0 and as item 4');
	expect(posts()).toHaveLength(1);
	expect(usersWith('new0@example.com')).toHaveLength(1);
	expect(usersWith('new2@example.com')).toHaveLength(1);
	expect(sandbox.state.jobs.jobs.size).toBe(0);
});

it('a run of two nodes makes an import for each, and a second run another', async () => {
	await run('add', { items: [newcomer(0)] });
	const again = await run('add', { items: [newcomer(0)] });
	expect(again[0].json).toMatchObject({ result: 'no_action_taken' });
	expect(posts()).toHaveLength(2);
});

it('one that fails stops the workflow where it is not told to go on', async () => {
	const items = [newcomer(0), newcomer(1, { permissionProfile: 'No such profile' })];
	await expect(run('add', { items })).rejects.toThrow(/permission profile.*\[item 1\]/);
});

it('8,000 rows with 200 bad ones: each error is told of its row', async () => {
	const { account, second } = seeded(sandbox);
	const bad = (n: number) => n % 40 === 7;
	const people = Array.from({ length: 8_000 }, (_, n) => {
		const { id, permissionProfiles } = n % 2 === 0 ? account : second;
		const profile = bad(n) ? 'No such profile' : permissionProfiles[1].name;
		return newcomer(n, { account: id, permissionProfile: profile });
	});
	const results = await run('add', { more: { peopleFrom: 'json', people: people as never } });
	const failed = results.filter(({ json }) => json.outcome === 'failed');
	expect(results).toHaveLength(8_000);
	expect(failed).toHaveLength(200);
	for (const { json } of failed) {
		expect(bad(json.row as number)).toBe(true);
		expect(json).toMatchObject({
			error: { code: 'DOCUSIGN_PERMISSION_PROFILE_NOT_FOUND' },
			person: { email: `new${String(json.row)}@example.com` },
		});
	}
	for (const request of posts()) {
		const [, ...rows] = parseCsv(String(request.body));
		expect(rows.length).toBeLessThanOrEqual(4_000);
	}
	expect(posts()).toHaveLength(2);
	expect(usersWith('new6@example.com')).toHaveLength(1);
	expect(usersWith('new7@example.com')).toHaveLength(0);
});

it('8,000 items with 200 bad ones: each error is back at its item', async () => {
	const { account, second } = seeded(sandbox);
	const profileOf = (n: number) => (n % 2 === 0 ? account : second).permissionProfiles[1].name;
	const items = Array.from({ length: 8_000 }, (_, n) =>
		newcomer(n, {
			account: n % 2 === 0 ? account.id : second.id,
			permissionProfile: n % 40 === 7 ? 'No such profile' : profileOf(n),
		}),
	);
	const results = await run('add', { items, ...continuing });
	expect(results.map(({ item }) => item)).toEqual(items.map((_, n) => n));
	for (const { json, item } of results) {
		expect('error' in json).toBe(item % 40 === 7);
		if (!('error' in json)) expect(json.email).toBe(`new${item}@example.com`);
	}
	expect(results.filter(({ json }) => 'error' in json)).toHaveLength(200);
	expect(posts()).toHaveLength(2);
});

it('members are changed, and closed', async () => {
	const { account } = seeded(sandbox);
	const [membership] = [...sandbox.state.memberships.values()]
		.filter(({ accountId, status }) => accountId === account.id && status === 'active')
		.slice(5);
	const { email } = sandbox.state.users.get(membership.userId)!;
	const items = [{ email, jobTitle: 'Lead' }];
	const inAccount = { accountId: by('id', account.id) };
	expect((await run('update', { items, more: inAccount }))[0].json).toMatchObject({
		result: 'user_updated',
	});
	expect(sandbox.state.memberships.get(membership.id)!.jobTitle).toBe('Lead');
	expect((await run('close', { items, more: inAccount }))[0].json).toMatchObject({
		outcome: 'done',
	});
	expect(sandbox.state.memberships.get(membership.id)!.status).toBe('closed');
});

describe('more than ten are closed', () => {
	const leavers = () => {
		const { account } = seeded(sandbox);
		return [...sandbox.state.memberships.values()]
			.filter(({ accountId, status }) => accountId === account.id && status === 'active')
			.slice(2, 13)
			.map(({ userId }) => ({
				email: sandbox.state.users.get(userId)!.email,
				account: account.id,
			}));
	};

	it.each([undefined, 0, 10, 12])(
		'not with %j in Confirmed Closures',
		async (confirmedClosures) => {
			const people = leavers();
			expect(people).toHaveLength(11);
			const more = {
				peopleFrom: 'json',
				people: people as never,
				...(confirmedClosures !== undefined && { confirmedClosures }),
			};
			for (const operation of ['close', 'closeExternal']) {
				await expect(run(operation, { more })).rejects.toThrow(
					/closes 11 memberships, which has to be/,
				);
			}
			expect(adminRequests(sandbox)).toEqual([]);
		},
	);

	it('with their very number', async () => {
		const results = await run('close', { items: leavers(), more: { confirmedClosures: 11 } });
		expect(results.map(({ json }) => json.outcome)).toEqual(Array(11).fill('done'));
	});
});

it('a dry run shows the files, and sends none', async () => {
	const items = [newcomer(0), newcomer(1)];
	const shown = await run('add', { items, more: { options: { dryRun: true } } });
	expect(shown[0].json).toMatchObject({
		dry_run: true,
		summary: 'Would add 2 people in one import',
		method: 'POST',
		body: expect.stringContaining('new1@') as string,
	});
	expect(shown[1].json).toMatchObject({
		dry_run: true,
		nothing_to_do: true,
		summary: expect.stringContaining('the first one shows') as string,
	});
	expect(adminRequests(sandbox)).toEqual([]);
});

it('an import whose answer is lost is not sent again, and is the failure of each of its items', async () => {
	sandbox.faults.add({
		match: { method: 'POST', path: '/imports/bulk_users/add' },
		do: { type: 'respond', status: 504, act: true },
	});
	const results = await run('add', { items: [newcomer(0), newcomer(1)], ...continuing });
	for (const { json } of results) {
		expect(json.details).toMatchObject({ code: 'DOCUSIGN_UNKNOWN_OUTCOME' });
	}
	expect(posts()).toHaveLength(1);
});

it('the files behind one that failed are not sent', async () => {
	const { account } = seeded(sandbox);
	sandbox.faults.add({
		match: { method: 'POST', path: '/imports/bulk_users/add' },
		do: { type: 'respond', status: 400, body: { error: 'invalid_request' } },
	});
	const people = Array.from({ length: 2_001 }, (_, n) => newcomer(n, { account: account.id }));
	const results = await run('add', { more: { peopleFrom: 'json', people: people as never } });
	expect(posts()).toHaveLength(1);
	expect(results.map(({ json }) => json.outcome)).toEqual(Array(2_001).fill('failed'));
	expect(results[2_000].json).toMatchObject({
		error: { message: expect.stringContaining('Not sent, since the file before failed') as string },
	});
});

it('what a file before came to is told, although nobody can sign in for the next', async () => {
	const { account } = seeded(sandbox);
	const refused = { type: 'error', status: 401, code: 'AUTHORIZATION_INVALID_TOKEN' } as const;
	const denied = { type: 'error', status: 400, code: 'consent_required', shape: 'oauth' } as const;
	sandbox.faults.add({
		match: { method: 'POST', path: '/imports/bulk_users/add', nth: 2, times: Infinity },
		do: { ...refused, message: 'Expired' },
	});
	sandbox.faults.add({
		match: { path: '/oauth/token', nth: 2, times: Infinity },
		do: { ...denied, message: '' },
	});
	const people = Array.from({ length: 2_001 }, (_, n) => newcomer(n, { account: account.id }));
	const results = await run('add', { more: { peopleFrom: 'json', people: people as never } });
	const outcomes = results.map(({ json }) => json.outcome);
	expect(outcomes).toEqual([...Array<string>(2_000).fill('done'), 'failed']);
	expect(results[2_000].json).toMatchObject({ error: { code: 'DOCUSIGN_CONSENT_REQUIRED' } });
});

it('one that Docusign does not finish in time is told with its ID, and kept', async () => {
	const items = [newcomer(0)];
	await expect(run('add', { items, more: { options: { maxWait: 0 } } })).rejects.toMatchObject({
		context: { code: 'DOCUSIGN_JOB_UNFINISHED' },
		description: expect.stringMatching(/look at it with User Import > Get.*Its ID is/) as string,
	});
	expect(sandbox.state.jobs.jobs.size).toBe(1);
});

it('one whose results cannot be read is told to have been sent all the same', async () => {
	sandbox.faults.add({
		match: { method: 'GET', path: '/results_csv' },
		do: { type: 'respond', status: 403, body: { error: 'unauthorized' } },
	});
	const items = [newcomer(0), newcomer(1)];
	for (const { json } of await run('add', { items, ...continuing })) {
		expect(json).toMatchObject({
			details: {
				description: expect.stringMatching(/^The import was sent and goes on.*Its ID is/) as string,
			},
		});
	}
	expect(posts()).toHaveLength(1);
});

it('one whose results tell nothing of a row leaves open what became of it, and is kept', async () => {
	const { account } = seeded(sandbox);
	sandbox.faults.add({
		match: { method: 'GET', path: '/results_csv' },
		do: {
			type: 'respond',
			status: 200,
			headers: { 'content-type': 'text/csv' },
			body: `AccountID,UserEmail,ProcessingResults\r\n${account.id},new0@example.com,user_added\r\n`,
		},
	});
	sandbox.faults.add({
		match: { method: 'GET', path: /imports\/bulk_users\/[^/]+$/, times: Infinity },
		do: { type: 'respond', status: 200, body: { id: 'x', status: 'completed', error_count: 1 } },
	});
	const [done, open] = await run('add', { items: [newcomer(0), newcomer(1)], ...continuing });
	expect(done.json).toMatchObject({ outcome: 'done' });
	expect(open.json).toMatchObject({
		error: expect.stringMatching(/^It is not known .* is left at Docusign, .*new1@/) as string,
		details: { code: 'DOCUSIGN_UNKNOWN_OUTCOME' },
	});
	expect(sandbox.state.jobs.jobs.size).toBe(1);
});

it('one that is not there any more is told by its ID, and not as an organization', async () => {
	sandbox.faults.add({
		match: { method: 'GET', path: /imports\/bulk_users\/[^/]+$/, times: Infinity },
		do: { type: 'respond', status: 404, body: {} },
	});
	await expect(run('add', { items: [newcomer(0)] })).rejects.toThrow(
		/the import ".+" does not exist/,
	);
});

it('a file that Docusign takes nothing of is the failure of all', async () => {
	const people = [newcomer(0)];
	sandbox.faults.add({
		match: { method: 'GET', path: '/imports/bulk_users/' },
		do: {
			type: 'respond',
			status: 200,
			body: {
				id: 'x',
				status: 'completed',
				processed_user_count: 0,
				file_level_error_rollups: [{ error_type: 'invalid_csv_data_or_syntax', count: 1 }],
			},
		},
	});
	await expect(run('add', { items: people })).rejects.toThrow(/invalid_csv_data_or_syntax/);
});

it.each<[INodeParameters, RegExp]>([
	[
		{ accountId: '={{ $json.account }}' },
		/All items make one import, and 'Account' is an expression/,
	],
	[{ peopleFrom: 'json', people: '[]' }, /'People' is empty/],
	[{ peopleFrom: 'json', people: '{"email":"a@b.c"}' }, /'People' is no list of objects/],
	[{ peopleFrom: 'json', people: '[1]' }, /'People' is no list of objects/],
	[{ organizationId: by('id', '={{ undefined }}') }, /'Organization' is empty/],
])('is refused before any request with %j', async (more, wanted) => {
	await expect(run('add', { items: [newcomer(0)], more })).rejects.toThrow(wanted);
	expect(adminRequests(sandbox)).toEqual([]);
});

describe.each([
	['add', 'user_added'],
	['update', 'user_updated'],
	['close', 'membership_closed'],
	// The sandbox has no accounts of others, so that Docusign's own refusal is what comes back.
	['closeExternal', undefined],
] as const)('%s without an organization', (operation, result) => {
	it('takes the only one', async () => {
		const { account } = seeded(sandbox);
		const member = [...sandbox.state.memberships.values()]
			.filter(({ accountId, status }) => accountId === account.id && status === 'active')
			.at(5)!;
		const { email } = sandbox.state.users.get(member.userId)!;
		const person = { email, account: account.id, jobTitle: 'Lead' };
		const items = [operation === 'add' ? newcomer(0) : person];
		const more = { organizationId: by('id', '') };
		const [{ json }] = await run(operation, { items, more, ...continuing });
		expect(json).toMatchObject(
			result
				? { outcome: 'done', result }
				: {
						error: expect.stringContaining('is not in this organization') as string,
					},
		);
		expect(posts()).toHaveLength(1);
		expect(posts()[0].path).toContain(seeded(sandbox).organizationId);
	});
});

it('is kept at Docusign where it is asked to, and then listed, read and deleted', async () => {
	await run('add', { items: [newcomer(0)], more: { options: { keepImport: true } } });
	const [{ json }] = await run('getAll');
	const importId = String(json.id);
	expect((await run('get', { more: { importId } }))[0].json).toMatchObject({
		id: importId,
		added_user_count: 1,
	});
	expect((await run('delete', { more: { importId } }))[0].json).toEqual({
		id: importId,
		deleted: true,
	});
	await expect(run('get', { more: { importId } })).rejects.toThrow(
		`could not get a user import: the import "${importId}" does not exist`,
	);
});

it('is what the cursor contract does not have', async () => {
	for (const operation of ['add', 'update', 'close', 'closeExternal', 'getAll']) {
		await expect(run(operation, { items: [newcomer(0)], contract: 'cursor' })).rejects.toThrow(
			/has no way to/,
		);
	}
	expect(adminRequests(sandbox)).toEqual([]);
});
