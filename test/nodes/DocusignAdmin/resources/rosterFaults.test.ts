import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { by, seeded } from '../../../support/admin';
import { runAllItems } from '../../../support/allItems';

/**
 * A plan is applied, and the run ended at a request chosen at random, which Docusign carries out all the same,
 * again and again. Whatever was cut off, in the end Docusign is as the roster wants it.
 */

const ROUNDS = 10;
const CUTS = 10;

let sandbox: Sandbox;
beforeEach(async () => (sandbox = await startSandbox({ users: 16 })));
afterEach(async () => await sandbox.close());

function roster() {
	const credential = { ...sandbox.credential({ apiContract: 'openApi' }), accessToken: '' };
	return async (
		operation: string,
		items: IDataObject[],
		parameters: INodeParameters = {},
		signal?: AbortSignal,
	) => {
		const output = await runAllItems({
			nodeType: new DocusignAdmin(),
			credentialTypes: [new DocusignAdminJwtApi()],
			credentials: { docusignAdminJwtApi: credential },
			parameters: {
				resource: 'roster',
				operation,
				organizationId: by('id', seeded(sandbox).organizationId),
				...parameters,
			},
			items,
			signal,
		});
		return JSON.parse(JSON.stringify(output.map(({ json }) => json))) as IDataObject[];
	};
}

/** Those who are to have access: most of those who have it, some of them changed, and some who are new. */
function wanted(stays: readonly boolean[], moves: readonly boolean[]): IDataObject[] {
	const present = [...sandbox.state.memberships.values()].filter(
		({ status }) => status === 'active',
	);
	const people = present.flatMap(({ userId, accountId }, n): IDataObject[] => {
		if (!stays[n % stays.length]) return [];
		const change = moves[n % moves.length]
			? { permissionProfile: 'DocuSign Viewer', groups: 'Sales' }
			: {};
		return [{ email: sandbox.state.users.get(userId)!.email, account: accountId, ...change }];
	});
	const { account, second } = seeded(sandbox);
	const joiners = ['jo', 'ka', 'li'].flatMap((name, n) =>
		[account, second].slice(0, 1 + (n % 2)).map(({ id }) => ({
			email: `${name}@example.com`,
			account: id,
			firstName: name,
			lastName: 'New',
			permissionProfile: 'DocuSign Sender',
		})),
	);
	return [...people, ...joiners];
}

/** How often somebody was sent an invitation, by address and account. */
function invitations(): number[] {
	const sent = new Map<string, number>();
	for (const { operation, status, path, body } of sandbox.requests) {
		if (status !== 200 || !['createUser', 'addUsers'].includes(String(operation))) continue;
		const { email, accounts } = body as { email: string; accounts?: Array<{ id: string }> };
		const key = `${email} ${accounts?.[0].id ?? path.split('/')[6]}`;
		sent.set(key, (sent.get(key) ?? 0) + 1);
	}
	return [...sent.values()];
}

it(`ends as the roster wants it after ${ROUNDS * CUTS} interruptions, and nobody is invited twice`, async () => {
	const bits = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 });
	const cuts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: CUTS, maxLength: CUTS });
	let interrupted = 0;
	await fc.assert(
		fc.asyncProperty(bits, bits, cuts, async (stays, moves, at) => {
			sandbox.reset();
			const run = roster();
			const people = wanted(stays, moves);
			const plan = await run('plan', people, { notOnRoster: 'close' });
			const closed = new Set(
				plan
					.filter(({ action, blocked }) => action === 'close' && !blocked)
					.map(({ user_id: id, account_id: account }) => `${String(id)} ${String(account)}`),
			);
			const open = [...sandbox.state.memberships.values()].filter(
				({ status }) => status !== 'closed',
			);
			const wide = { maxClosures: 100, maxClosuresPercent: 100 };
			sandbox.requests.length = 0;
			for (const nth of at) {
				const controller = new AbortController();
				const fault = sandbox.faults.add({
					match: { path: /management/i, nth },
					do: { type: 'callback', run: () => controller.abort() },
				});
				await run('apply', plan, wide, controller.signal).catch(() => undefined);
				interrupted += fault.hits;
				fault.remove();
			}
			const records = await run('apply', plan, wide);
			expect(
				records.filter(({ outcome, blocked }) =>
					blocked
						? outcome !== 'blocked'
						: !['applied', 'alreadyApplied'].includes(String(outcome)),
				),
			).toEqual([]);
			const again = await run('plan', people, { notOnRoster: 'close' });
			expect(again.filter(({ blocked }) => blocked === undefined)).toEqual([]);
			for (const { userId, accountId } of open) {
				const isOpen = sandbox.state.membershipIn(userId, accountId)!.status !== 'closed';
				expect(isOpen).toBe(!closed.has(`${userId} ${accountId}`));
			}
			expect(Math.max(...invitations())).toBe(1);
			for (const name of ['jo', 'ka', 'li']) {
				const found = sandbox.state.usersByEmail(
					seeded(sandbox).organizationId,
					`${name}@example.com`,
				);
				expect(found).toHaveLength(1);
			}
		}),
		{ numRuns: ROUNDS, seed: 20260131, endOnFailure: true },
	);
	expect(interrupted).toBe(ROUNDS * CUTS);
});
