import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TRIGGER } from '../../../scripts/workflows.mjs';
import { chain, docusign, errorText, locator, output } from '../support/workflow.mjs';
import { CONTRACTS } from '../support/world.mjs';

const EMAIL = 'hired.by.an.app@example.com';

/** @param {() => import('../support/world.mjs').World} world */
export function applicationToken(world) {
	/** @param {Parameters<typeof chain>[1]} nodes */
	async function execute(...nodes) {
		const { client } = world();
		const { id } = await client.createWorkflow(chain('Application', nodes));
		return await client.execute(id, TRIGGER);
	}

	/** @param {import('../support/world.mjs').Contract} apiContract */
	async function begin(apiContract) {
		await world().begin(apiContract);
		await world().useCredential({ apiContract, tokenSubject: 'application' });
		const { organizations, accounts } = await world().sandbox.summary();
		return {
			organization: { organizationId: locator(organizations[0].id) },
			account: accounts[0].id,
		};
	}

	/** What was sent to Docusign, the sign-in included. */
	async function sent() {
		const { requests } = await world().sandbox.control('GET', '/requests');
		return requests
			.map((/** @type {{ method: string, path: string }} */ each) => `${each.method} ${each.path}`)
			.filter((/** @type {string} */ line) => !line.includes('/_sandbox'));
	}

	for (const contract of CONTRACTS) {
		describe(`the token of an application on the ${contract} contract`, () => {
			it('creates, gets and lists the users of an account', async () => {
				const { organization, account } = await begin(contract);
				const user = { resource: 'user', ...organization };
				const execution = await execute(
					docusign(
						{
							...user,
							operation: 'create',
							accountId: locator(account),
							email: EMAIL,
							firstName: 'Hired',
							lastName: 'By App',
						},
						'Create',
					),
					docusign(
						{ ...user, operation: 'get', userId: locator('={{ $json.id }}'), simplify: false },
						'Get',
					),
					docusign(
						{
							...user,
							operation: 'getAll',
							returnAll: true,
							filters: { accountId: locator(account) },
						},
						'List',
					),
				);
				assert.equal(execution.status, 'success', errorText(execution));
				const [{ id }] = output(execution, 'Create');
				assert.equal(output(execution, 'Get')[0].id, id);
				const listed = output(execution, 'List');
				assert.ok(listed.length > 1);
				assert.ok(listed.some((each) => each.id === id));
			});

			it('is told before any request what Docusign refuses it, and the way out', async () => {
				const { organization } = await begin(contract);
				const before = await sent();
				const list = await execute(
					docusign({ resource: 'organization', operation: 'getAll', returnAll: true }),
				);
				assert.equal(list.status, 'error');
				assert.match(errorText(list), /does not let an application list the organizations/);
				assert.match(errorText(list), /ID can also be typed in instead of picked/);
				const { userId } = await world().sandbox.credential();
				const close = await execute(
					docusign({
						resource: 'user',
						operation: 'close',
						...organization,
						userId: locator(userId),
					}),
				);
				assert.equal(close.status, 'error');
				assert.match(errorText(close), /does not let an application close the user/);
				assert.match(errorText(close), /Set 'Token For' in the credential to User/);
				assert.deepEqual(await sent(), before, 'nothing was sent');
			});
		});
	}
}
