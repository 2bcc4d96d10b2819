import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TRIGGER } from '../../../scripts/workflows.mjs';
import { chain, docusign, errorText, items, locator, output } from '../support/workflow.mjs';
import { CONTRACTS } from '../support/world.mjs';

const ITEMS = 1_000;

/**
 * The n-th request to create a user is refused in one of Docusign's two ways, not carried out.
 * @param {number} nth
 * @param {429 | 400} status
 */
const refusal = (nth, status) => ({
	match: { method: 'POST', path: '/users', nth },
	do: {
		type: 'respond',
		status,
		body: {
			errorCode: 'BURST_APIINVOCATION_LIMIT_EXCEEDED',
			message: 'The burst limit is exceeded.',
		},
	},
});

/** @param {() => import('../support/world.mjs').World} world */
export function throttling(world) {
	describe(`${ITEMS} input items against 20 requests a second`, () => {
		for (const contract of CONTRACTS) {
			it(`create each user exactly once on the ${contract} contract`, async () => {
				const { client, sandbox } = world();
				// What an earlier run has learned of the limits goes with the process that remembers it.
				await world().restart();
				await world().begin(contract);
				await sandbox.control('POST', '/options', {
					rateLimit: { perSecond: 20, answer: 'alternate', headers: true },
				});
				// A slow machine stays below the limit by itself: these are refused in any case.
				await sandbox.control('POST', '/faults', [
					refusal(100, 429),
					refusal(200, 400),
					refusal(300, 429),
				]);
				const { organizations, accounts, users: before } = await sandbox.summary();
				const workflow = await client.createWorkflow(
					chain('Create', [
						...items(
							`Array.from({ length: ${ITEMS} }, (_, n) => ({ email: 'new' + n + '@example.com', last: 'Number ' + n }))`,
						),
						docusign({
							resource: 'user',
							operation: 'create',
							organizationId: locator(organizations[0].id),
							accountId: locator(accounts[0].id),
							email: '={{ $json.email }}',
							firstName: 'New',
							lastName: '={{ $json.last }}',
						}),
					]),
				);
				const execution = await client.execute(workflow.id, TRIGGER, { patience: 400_000 });

				assert.equal(execution.status, 'success', errorText(execution));
				assert.equal(output(execution, 'Docusign').length, ITEMS);
				const { total, users } = await sandbox.control('GET', `/users?limit=${before + 2 * ITEMS}`);
				assert.equal(total, before + ITEMS, 'none lost, none doubled');
				const created = users
					.map((/** @type {{ email: string }} */ { email }) => email)
					.filter((/** @type {string} */ email) => email.startsWith('new'));
				assert.equal(new Set(created).size, ITEMS);
				const { counts, peakInFlight } = await sandbox.control('GET', '/requests?counts');
				for (const status of [400, 429]) {
					const met = Object.keys(counts).some((key) => key.endsWith(`createUser ${status}`));
					assert.ok(met, `a limit was met with ${status}: ${JSON.stringify(counts)}`);
				}
				// Eight calls of the API, and one for a token.
				assert.ok(peakInFlight <= 9, `${peakInFlight} requests at once`);
			});
		}
	});
}
