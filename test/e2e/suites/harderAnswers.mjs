import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { TRIGGER } from '../../../scripts/workflows.mjs';
import { chain, docusign, errorText, items, locator, output } from '../support/workflow.mjs';

/** What servers are seen to answer instead of what the published samples show, all at once. */
const HARD = {
	openApi: {
		dsProfileStatus: 403,
		dsGroupsStatus: 403,
		closedMembershipsInProfile: false,
		closeAnswer: 'fewer',
		errorShape: 'problem',
		errorDetails: 'text',
	},
	cursor: { addressesInLists: false, cursorCloseStatus: 'user', cursorCloseClosed: 'error' },
};

/** @typedef {{ status: string, memberships: { accountId: string, status: string }[] }} Kept */

/** @param {() => import('../support/world.mjs').World} world */
export function harderAnswers(world) {
	/**
	 * A Docusign with hard answers, and a user of two accounts in it.
	 * @param {'openApi' | 'cursor'} contract
	 * @param {Record<string, unknown>} [more]
	 */
	async function prepare(contract, more = {}) {
		await world().begin(contract, { users: 30, ...HARD[contract], ...more });
		const { control, summary } = world().sandbox;
		const { organizations, accounts } = await summary();
		const [first, second] = accounts.map(({ id }) => id);
		const email = 'leaver@example.com';
		const names = { email, userName: 'Lee Ver', firstName: 'Lee', lastName: 'Ver' };
		const { id } = await control('POST', '/users', { ...names, accountId: first });
		await control('POST', `/users/${id}/memberships`, { accountId: second, status: 'active' });
		const kept = async () =>
			/** @type {Kept} */ ((await control('GET', `/users?email=${email}`)).users[0]);
		return { organizationId: locator(organizations[0].id), first, second, id, email, kept };
	}

	/**
	 * @param {Record<string, unknown>} parameters
	 * @param {import('../../../scripts/n8n/rest.mjs').WorkflowFile['nodes']} [before]
	 */
	async function execute(parameters, before = []) {
		const { client } = world();
		const workflow = await client.createWorkflow(
			chain('Harder', [...before, docusign(parameters)]),
		);
		return await client.execute(workflow.id, TRIGGER);
	}

	describe('a Docusign with harder answers', () => {
		it('without profiles by ID: a user that is given by ID is read, changed and closed', async () => {
			const { organizationId, id, email, kept } = await prepare('openApi');
			const user = { resource: 'user', organizationId, userId: locator(id) };

			const read = await execute({ ...user, operation: 'get' });
			assert.equal(read.status, 'success', errorText(read));
			assert.equal(output(read, 'Docusign')[0].email, email);

			const changed = await execute({
				...user,
				operation: 'update',
				updateFields: { lastName: 'Vers' },
			});
			assert.equal(changed.status, 'success', errorText(changed));

			const closed = await execute({ ...user, operation: 'close' });
			assert.equal(closed.status, 'success', errorText(closed));
			const { memberships } = await kept();
			assert.deepEqual(
				memberships.map(({ status }) => status),
				['closed', 'closed'],
			);
		});

		it('that closes in one account and not in the other: both are told, as data too', async () => {
			const { organizationId, first, second, id, kept } = await prepare('openApi');
			await world().sandbox.control('POST', '/options', { closeRefusedIn: [second] });
			const close = {
				resource: 'user',
				operation: 'close',
				organizationId,
				userId: locator(id),
				closeIn: 'selectedAccounts',
				accountIds: [first, second],
			};
			const { client } = world();
			const node = { ...docusign(close), onError: 'continueRegularOutput' };
			const { id: workflow } = await client.createWorkflow(chain('Partly', [node]));
			const execution = await client.execute(workflow, TRIGGER);
			assert.equal(execution.status, 'success', errorText(execution));
			const [{ error, ...rest }] = output(execution, 'Docusign');
			assert.match(JSON.stringify(error), new RegExp(`closed .*${first}.* not in .*${second}`));
			assert.match(JSON.stringify({ error, ...rest }), /not_closed/);
			const of = Object.fromEntries(
				(await kept()).memberships.map(({ accountId, status }) => [accountId, status]),
			);
			assert.deepEqual(of, { [first]: 'closed', [second]: 'active' });
		});

		it('whose lists show no addresses: the one who is meant is closed in one account', async () => {
			const { organizationId, first, second, email, kept } = await prepare('cursor');
			const execution = await execute({
				resource: 'user',
				operation: 'close',
				organizationId,
				userId: locator(email, 'email'),
				closeIn: 'selectedAccounts',
				accountIds: [first],
			});
			assert.equal(execution.status, 'success', errorText(execution));
			const of = Object.fromEntries(
				(await kept()).memberships.map(({ accountId, status }) => [accountId, status]),
			);
			assert.deepEqual(of, { [first]: 'closed', [second]: 'active' });
		});

		it('that loses an answer: n8n tries again, and makes the good item once only', async () => {
			const { organizationId, first } = await prepare('openApi');
			const { client, sandbox } = world();
			const node = {
				...docusign({
					resource: 'user',
					operation: 'create',
					organizationId,
					accountId: locator(first),
					email: '={{ $json.email }}',
					firstName: 'New',
					lastName: 'Comer',
				}),
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 0,
			};
			const people = items("[{ email: 'no address' }, { email: 'newcomer@example.com' }]");
			const { id } = await client.createWorkflow(chain('Retried', [...people, node]));
			const execution = await client.execute(id, TRIGGER);
			assert.equal(execution.status, 'error');
			assert.match(errorText(execution), /no address/);
			const { requests } = await sandbox.control('GET', '/requests?path=/users');
			const creates = requests.filter(
				(/** @type {{ method: string, path: string }} */ { method, path }) =>
					method === 'POST' && path.endsWith('/users'),
			);
			assert.equal(creates.length, 1, 'one create of the good item');
			assert.equal((await sandbox.control('GET', '/users?email=newcomer@example.com')).total, 1);
		});

		it('by SCIM, that takes a deactivation and leaves the user active: an error that says so', async () => {
			await world().begin('openApi', { scimPatch: 200, scimIgnores: ['active'] });
			const { client, sandbox } = world();
			const data = await sandbox.control('GET', '/credential/scim');
			const type = 'docusignScimApi';
			const credential = await client.createCredential({ name: type, type, data });
			const { users } = await sandbox.control('GET', '/users?limit=1');
			const workflow = await client.createWorkflow(
				chain('Ignored', [
					{
						id: randomUUID(),
						name: 'SCIM',
						type: 'n8n-nodes-docusign-admin.docusignScim',
						typeVersion: 1,
						position: [0, 0],
						parameters: { resource: 'user', operation: 'deactivate', userId: locator(users[0].id) },
						credentials: { [type]: { id: credential.id, name: type } },
					},
				]),
			);
			const execution = await client.execute(workflow.id, TRIGGER);
			await client.request('DELETE', `/credentials/${credential.id}`);
			assert.equal(execution.status, 'error');
			assert.match(errorText(execution), /still active|no effect|did not|not changed/i);
		});
	});
}
