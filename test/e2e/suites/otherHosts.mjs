import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { TRIGGER } from '../../../scripts/workflows.mjs';
import { chain, docusign, errorText, locator, output } from '../support/workflow.mjs';
import { CONTRACTS } from '../support/world.mjs';

/** A host that must never hear of the token: it notes all that reaches it. */
async function startTrap() {
	/** @type {{ url?: string, authorization?: string }[]} */
	const visits = [];
	const server = createServer(({ url, headers }, response) => {
		visits.push({ url, authorization: headers.authorization });
		response.setHeader('content-type', 'application/json').end('{"users":[]}');
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return { visits, origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** @param {() => import('../support/world.mjs').World} world */
export function otherHosts(world) {
	describe('an answer that leads to another host', () => {
		/** @type {Awaited<ReturnType<typeof startTrap>>} */
		let trap;
		before(async () => void (trap = await startTrap()));
		after(() => trap.close());

		/** @param {object} fault */
		async function listWith(fault) {
			const { client, sandbox } = world();
			const { organizations, accounts } = await sandbox.summary();
			const workflow = await client.createWorkflow(
				chain('Lured', [
					docusign({
						resource: 'user',
						operation: 'getAll',
						organizationId: locator(organizations[0].id),
						returnAll: true,
						filters: { accountId: locator(accounts[0].id) },
					}),
				]),
			);
			await sandbox.control('POST', '/faults', fault);
			return await client.execute(workflow.id, TRIGGER);
		}

		for (const contract of CONTRACTS) {
			it(`is not followed as a next link, on the ${contract} contract`, async () => {
				await world().begin(contract, { users: 2_000 });
				const execution = await listWith({
					match: { method: 'GET', path: '/users', times: null },
					do: { type: 'nextLink', origin: trap.origin },
				});
				assert.deepEqual(trap.visits, []);
				// A link is only read for its position where the contract counts pages by itself.
				if (contract === 'cursor') {
					assert.equal(execution.status, 'error');
					assert.match(
						errorText(execution),
						/another (host|server|origin)|other host|leads to|refused/i,
					);
				} else {
					assert.equal(execution.status, 'success', errorText(execution));
					const ids = output(execution, 'Docusign').map(({ id }) => id);
					assert.equal(new Set(ids).size, ids.length);
					const { accounts } = await world().sandbox.summary();
					assert.equal(ids.length, /** @type {any} */ (accounts[0]).members);
				}
			});

			it(`is not followed as a redirect, on the ${contract} contract`, async () => {
				await world().begin(contract);
				const execution = await listWith({
					match: { method: 'GET', path: '/users', times: null },
					do: { type: 'redirect', location: `${trap.origin}/Management/v2/users` },
				});
				assert.equal(execution.status, 'error');
				assert.match(errorText(execution), /redirect/i);
				assert.deepEqual(trap.visits, []);
			});
		}
	});
}
