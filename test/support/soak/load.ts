/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INodeParameters } from 'n8n-workflow';

import type { FaultAction, Sandbox } from '../../../sandbox';
import { watching } from '../../nodes/DocusignAdmin/trigger/support';
import { scimNode } from '../../nodes/DocusignScim/support/node';
import { adminNode, by, seeded, type ContractName } from '../admin';
import { adminTrigger } from '../trigger';
import { pass } from './time';

/** What a process does in a minute, again and again: lists, creates, a poll, a cancelled run, a fault. */

const MINUTE_MS = 60_000;
const CREATES = 3;
const LIMITED: FaultAction = { type: 'respond', status: 429, headers: { 'retry-after': '5' } };
/** In turn, one a minute, on whatever request about users comes third: a sign-in that is refused ends a run. */
const FAULTS: FaultAction[] = [
	{ type: 'respond', status: 503 },
	LIMITED,
	{ type: 'drop', when: 'after', reset: true },
	{ type: 'cutJson' },
	{ type: 'expireTokens' },
];

export function createLoad(sandbox: Sandbox, contract: ContractName) {
	const { organizationId, account } = seeded(sandbox);
	const node = adminNode(sandbox, contract);
	const scim = scimNode(sandbox.scimCredential());
	const trigger = adminTrigger(sandbox, contract, watching(sandbox));
	const place = { organizationId: by('id', organizationId) };
	const list: INodeParameters = {
		resource: 'user',
		operation: 'getAll',
		...place,
		filters: { accountId: by('id', account.id) },
		returnAll: true,
		options: { pageSize: 5 },
	};
	const create = (operation: string): INodeParameters => ({
		resource: 'user',
		operation,
		...place,
		accountId: by('id', account.id),
		email: '={{ $json.email }}',
		firstName: 'Jo',
		lastName: 'Iner',
	});
	const scimUsers: INodeParameters = { resource: 'user', operation: 'getAll', returnAll: true };
	let minutes = 0;
	let made: string[] = [];

	const seededUsers = new Set(sandbox.state.users.keys());

	/** The organization stays as large as it was. */
	function removeMade(): void {
		for (const id of made) sandbox.state.removeUser(id);
		made = [...sandbox.state.users.keys()].filter((id) => !seededUsers.has(id));
	}

	async function cancelled(): Promise<void> {
		const cancel = new AbortController();
		const run = node.run(list, { items: [{}, {}], signal: cancel.signal });
		const ended = run.then(
			() => undefined,
			() => undefined,
		);
		await new Promise<void>((resolve) => setImmediate(resolve));
		cancel.abort();
		await ended;
	}

	return {
		/** One minute of work, and the time that it takes. Rejects where something fails that should not. */
		async minute(): Promise<void> {
			minutes++;
			const people = (who: string) =>
				Array.from({ length: CREATES }, (_, n) => ({
					email: `${who}${minutes}.${n}@example.com`,
				}));
			sandbox.faults.clear();
			sandbox.faults.add({
				match: { path: '/users', nth: 3 },
				do: FAULTS[minutes % FAULTS.length],
			});
			await Promise.all([
				node.run(list, { items: [{}, {}] }),
				node.run(create('create'), { items: people('made') }),
				node.run(create('upsert'), { items: people('upserted') }),
				scim.run(scimUsers),
				cancelled(),
			]);
			sandbox.faults.clear();
			await trigger.poll();
			removeMade();
			pass(MINUTE_MS);
		},
		/** What n8n keeps of the trigger, in characters. */
		stored: () => JSON.stringify(trigger.memory()).length,
	};
}
