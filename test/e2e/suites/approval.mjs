import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { loadWorkflow, TRIGGER } from '../../../scripts/workflows.mjs';
import { openMailbox } from '../support/mailbox.mjs';
import { chain, docusign, errorText, output } from '../support/workflow.mjs';
import { CONTRACTS } from '../support/world.mjs';

const roster = await loadWorkflow('roster-with-approval');
const JOINER = 'ada.example@example.com';
const ASK = 'Ask for approval';

/**
 * The roster's example with n8n's own send-and-wait: an e-mail, a person who follows one of its links, and the
 * execution that goes on from there.
 * @param {() => import('../support/world.mjs').World} world
 */
export function approval(world) {
	describe('a roster that waits for an approval by e-mail', () => {
		/** @type {Awaited<ReturnType<typeof openMailbox>>} */
		let mailbox;
		/** @type {{ id: string, name: string }} */
		let smtp;

		before(async () => {
			mailbox = await openMailbox();
			const data = { host: '127.0.0.1', port: mailbox.port, secure: false, disableStartTls: true };
			smtp = await world().client.createCredential({ name: 'SMTP', type: 'smtp', data });
		});
		after(async () => await mailbox.close());

		/** @param {import('../support/world.mjs').Contract} contract the cursor API has no names of groups */
		const workflow = (contract) => ({
			// Without its id: n8n stores each run's as a workflow of its own.
			name: roster.name,
			connections: roster.connections,
			settings: roster.settings,
			nodes: roster.nodes.map((node) => {
				if (node.name === ASK) return { ...node, credentials: { smtp } };
				if (node.name !== 'Your list' || contract === 'openApi') return node;
				return JSON.parse(JSON.stringify(node).replace(/,[^,]*groups[^,}]*Sales\\"/, ''));
			}),
		});

		/** @param {object[]} records */
		const verifying = (records) =>
			chain('Verify', [
				docusign({
					resource: 'roster',
					operation: 'verify',
					recordsFrom: 'json',
					records: JSON.stringify(records),
				}),
			]);

		/**
		 * Follows a link of an e-mail, as a browser does.
		 * @param {string} html
		 * @param {boolean} approves
		 */
		async function answer(html, approves) {
			const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, url]) =>
				url.replaceAll('&amp;', '&'),
			);
			const link = links.find((url) => new URL(url).searchParams.get('approved') === `${approves}`);
			assert.ok(link, `no such link among ${links.length}`);
			const { pathname, search } = new URL(link);
			const response = await fetch(`${world().instance.url}${pathname}${search}`, {
				headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x64) Firefox/140.0' },
			});
			assert.equal(response.status, 200, await response.text());
		}

		/**
		 * @param {boolean} approves
		 * @param {import('../support/world.mjs').Contract} [contract]
		 */
		async function run(approves, contract = 'openApi') {
			await world().begin(contract);
			const { client } = world();
			const { id } = await client.createWorkflow(workflow(contract));
			/** @type {import('../support/mailbox.mjs').Mail | undefined} */
			let mail;
			const execution = await client.execute(id, TRIGGER, {
				async onWaiting() {
					mail = await mailbox.next();
					const before = await world().sandbox.usersByEmail(JOINER);
					assert.deepEqual(before, [], 'nothing before the approval');
					await answer(mail.html, approves);
				},
			});
			assert.equal(execution.status, 'success', errorText(execution));
			assert.ok(mail, 'it ended without asking');
			return { mail, execution };
		}

		for (const contract of CONTRACTS) {
			it(`is applied when it is approved, with a record of each change: ${contract}`, async () => {
				const { mail, execution } = await run(true, contract);
				assert.deepEqual(mail.to, ['approver@example.com']);
				assert.match(mail.subject, /changes wait for your approval/);
				assert.ok(mail.html.includes(`create ${JOINER} in Example Account 1`));
				const records = output(execution, 'Keep the records');
				const joined = records.find(({ email }) => email === JOINER);
				assert.equal(joined?.outcome, 'applied', JSON.stringify(records));
				const [user, ...others] = await world().sandbox.usersByEmail(JOINER);
				assert.deepEqual(others, []);
				assert.equal(user.memberships.length, 1);
				const { id } = await world().client.createWorkflow(verifying(records));
				const verified = await world().client.execute(id, TRIGGER);
				assert.equal(output(verified, 'Docusign')[0]?.valid, true, errorText(verified));
			});
		}

		it('changes nothing when it is declined', async () => {
			const { execution } = await run(false);
			assert.equal(output(execution, 'Declined').length, 1);
			assert.ok(!('Apply' in execution.runData));
			assert.deepEqual(await world().sandbox.usersByEmail(JOINER), []);
		});
	});
}
