import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TRIGGER } from '../../../scripts/workflows.mjs';
import { chain, docusign, errorText, locator, output } from '../support/workflow.mjs';
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
				const { requestedScopes: scopes } = await world().sandbox.credential();
				const withheld = scopes.replace(/ user_write\b/, '');
				await world().useCredential({ apiContract: contract, requestedScopes: withheld });
				const { 'user.write': writing, 'user.read': reading } = await check();
				assert.equal(writing.status, 'failed');
				assert.match(writing.message, /\buser_write\b/);
				assert.equal(reading.status, 'ok');
			});

			it('names the scopes for reading that are withheld', async () => {
				await world().begin(contract);
				const { requestedScopes: scopes } = await world().sandbox.credential();
				const profiles = { openApi: 'permission_read', cursor: 'account_read' }[contract];
				const withheld = scopes.replace(/ organization_read\b/, '').replace(` ${profiles}`, '');
				await world().useCredential({ apiContract: contract, requestedScopes: withheld });
				const found = await check();
				assert.equal(found.organizations.status, 'failed');
				assert.match(found.organizations.message, /scope organization_read is not among/);
				assert.equal(found['permissionProfile.read'].status, 'failed');
				assert.match(
					found['permissionProfile.read'].message,
					new RegExp(`scope ${profiles} is not among`),
				);
				assert.match(found['permissionProfile.read'].remedy, /consent/);
				const users = found['user.read'];
				assert.notEqual(users.status, 'ok');
				assert.match(users.message, /organization_read/);
			});

			it('is borne out by a run that lacks the scope', async () => {
				await world().begin(contract, { lackOfRightsStatus: 403 });
				const { client, sandbox } = world();
				const { organizations } = await sandbox.summary();
				const { requestedScopes: scopes, userId } = await sandbox.credential();
				const withheld = scopes.replace(/ user_write\b/, '');
				await world().useCredential({ apiContract: contract, requestedScopes: withheld });
				const node = docusign({
					resource: 'user',
					operation: 'update',
					organizationId: locator(organizations[0].id),
					userId: locator(userId),
					updateFields: { firstName: 'Jane' },
				});
				const { id } = await client.createWorkflow(chain('Lacks a scope', [node]));
				const execution = await client.execute(id, TRIGGER);
				assert.equal(execution.status, 'error');
				assert.match(errorText(execution), /lacks the scope user_write to update the user/);
				assert.match(errorText(execution), /Add the scope to 'Scopes'.*consent once more/);
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

	/** @param {Record<string, string>} claims */
	async function checkDomains(claims) {
		await world().begin('openApi', { domains: claims });
		const { requestedScopes: scopes } = await world().sandbox.credential();
		const asked = `${scopes} domain_read`;
		await world().sandbox.control('POST', '/consent', {
			action: 'grant',
			scopes: asked.split(' '),
		});
		await world().useCredential({ requestedScopes: asked });
		return (await check()).domains;
	}

	it('names the domain that is not verified', async () => {
		const domains = await checkDomains({ 'example.com': 'pending' });
		assert.equal(domains.status, 'warning');
		assert.match(domains.message, /named but not verified: example\.com/);
	});

	/** @type {Record<string, string>[]} */
	const CLAIMS = [{}, { 'other.example.org': 'active' }];
	for (const claims of CLAIMS) {
		it(`names the domain that nobody claimed: ${JSON.stringify(claims)}`, async () => {
			const domains = await checkDomains(claims);
			assert.equal(domains.status, 'warning');
			assert.match(domains.message, /in use but not claimed: example\.com/);
			assert.deepEqual(domains.details.claimed, Object.keys(claims));
			assert.match(domains.remedy, /Docusign Admin > Domains/);
		});
	}
}
