import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TRIGGER } from '../../../scripts/workflows.mjs';
import { chain, docusign, errorText, output } from '../support/workflow.mjs';
import { CONTRACTS } from '../support/world.mjs';

/** @param {() => import('../support/world.mjs').World} world */
export function connection(world) {
	/**
	 * Runs the check and returns its rows by name.
	 * @returns {Promise<Record<string, any>>}
	 */
	async function check() {
		const { client } = world();
		const node = docusign({ resource: 'connection', operation: 'check' });
		const { id } = await client.createWorkflow(chain('Check', [node]));
		const execution = await client.execute(id, TRIGGER);
		assert.equal(execution.status, 'success', errorText(execution));
		return Object.fromEntries(output(execution, 'Docusign').map((row) => [row.check, row]));
	}

	for (const contract of CONTRACTS) {
		describe(`the check of the connection on the ${contract} contract`, () => {
			it('names the scope that is withheld', async () => {
				await world().begin(contract);
				const { scopes } = await world().sandbox.credential();
				const withheld = scopes.replace(/ user_write\b/, '');
				await world().useCredential({ apiContract: contract, scopes: withheld });
				const { 'user.write': writing, 'user.read': reading } = await check();
				assert.equal(writing.status, 'failed');
				assert.match(writing.message, /\buser_write\b/);
				assert.equal(reading.status, 'ok');
			});

			it('names a user who is no administrator', async () => {
				await world().begin(contract);
				const { sandbox } = world();
				const { organizations } = await sandbox.control('GET', '');
				const { users } = await sandbox.control('GET', '/users');
				const user = users.find(
					(/** @type {{ id: string, status: string }} */ { id, status }) =>
						status === 'active' && !organizations[0].adminIds.includes(id),
				);
				await sandbox.control('POST', '/consent', { action: 'grant', userId: user.id });
				await world().useCredential({ apiContract: contract, userId: user.id });
				const { administrator } = await check();
				assert.equal(administrator.status, 'failed');
				assert.ok(administrator.message.includes(user.email), administrator.message);
			});
		});
	}

	it('names the domain that is not claimed', async () => {
		await world().begin('openApi', { domains: { 'example.com': 'pending' } });
		const { scopes } = await world().sandbox.credential();
		const asked = `${scopes} domain_read`;
		await world().sandbox.control('POST', '/consent', {
			action: 'grant',
			scopes: asked.split(' '),
		});
		await world().useCredential({ scopes: asked });
		const { domains } = await check();
		assert.equal(domains.status, 'warning');
		assert.match(domains.message, /example\.com/);
	});
}
