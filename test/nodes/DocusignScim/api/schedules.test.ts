import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type FaultAction } from '../../../../sandbox';
import { by, scimNode } from '../support/node';

/**
 * Several faults, one after the other, on whatever requests they meet: what is told as done is so, what is
 * told as failed is not, and where neither is known that is what is told.
 */

const FAULTS: FaultAction[] = [
	{ type: 'drop', when: 'before' },
	{ type: 'drop', when: 'after' },
	{ type: 'respond', status: 502, act: true },
	{ type: 'respond', status: 503 },
	{ type: 'html', status: 504, act: true },
	{ type: 'cutJson' },
	{ type: 'empty', status: 200 },
	{ type: 'empty', status: 200, act: true },
	{ type: 'respond', status: 200, body: { message: 'ok' } },
	{ type: 'respond', status: 401 },
	{ type: 'respond', status: 403, body: { status: '403', detail: 'Not now' } },
	{ type: 'respond', status: 409, body: { status: '409', detail: 'Already' } },
	{ type: 'respond', status: 200, body: { status: '400', detail: 'No' } },
];

const CHANGES = ['create', 'deactivate', 'update', 'addMembers'] as const;

const schedule = fc.array(
	fc.record({
		fault: fc.constantFrom(...FAULTS),
		method: fc.constantFrom('POST', 'PATCH', 'GET', undefined),
	}),
	{ minLength: 1, maxLength: 3 },
);

it.each(CHANGES)(
	'%s tells what became of it',
	async (operation) => {
		const run = async (faults: Array<{ fault: FaultAction; method?: string }>) => {
			const sandbox = await startSandbox({ users: 3, variety: false, scimPatch: 200 });
			try {
				const node = scimNode(sandbox.scimCredential());
				const [, target] = [...sandbox.state.users.values()];
				const group = { resource: 'group', operation: 'create', displayName: 'Sales' };
				const [{ id }] = await node.records(group);
				const named = () =>
					[...sandbox.state.users.values()].filter(({ userName }) => userName === 'jane');
				const cases: Record<typeof operation, [INodeParameters, () => boolean]> = {
					create: [
						{ userName: 'jane', email: 'j@example.com', givenName: 'Jane', familyName: 'Doe' },
						() => named().length > 0,
					],
					deactivate: [{ userId: by('id', target.id) }, () => target.status === 'closed'],
					update: [
						{ userId: by('id', target.id), updateFields: { familyName: 'Roe' } },
						() => target.lastName === 'Roe',
					],
					addMembers: [
						{ resource: 'group', groupId: by('id', String(id)), memberIds: [target.id] },
						() => sandbox.state.scimGroups.get(String(id))!.memberIds.size > 0,
					],
				};
				const [fields, isDone] = cases[operation];
				for (const { fault, method } of faults)
					sandbox.faults.add({ match: { method }, do: fault });
				const parameters = { resource: 'user', operation, options: { maxWait: 1 }, ...fields };
				const [{ json }] = await node.run(parameters, { onError: 'continueRegularOutput' });
				const text = JSON.stringify(json);
				expect(named().length).toBeLessThanOrEqual(1);
				const isOpen = json.readBackError !== undefined || /not known whether/.test(text);
				if (!isOpen) expect([text, isDone()]).toEqual([text, json.error === undefined]);
			} finally {
				await sandbox.close();
			}
		};
		await fc.assert(fc.asyncProperty(schedule, run), {
			seed: 43,
			numRuns: 25,
			endOnFailure: true,
			interruptAfterTimeLimit: 45_000,
		});
	},
	90_000,
);
