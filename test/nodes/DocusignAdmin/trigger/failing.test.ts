import type { AdminClient } from '../../../../nodes/DocusignAdmin/api/client';
import { pollChanges } from '../../../../nodes/DocusignAdmin/trigger/readChanges';
import { ApiFailure } from '../../../../nodes/shared/errors/apiFailure';
import { CONTRACTS, seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { addUser, told, watching, world } from './support';

const { start } = world();

describe.each(CONTRACTS)('a trigger whose credential breaks, on the %s contract', (contract) => {
	it('fails at every poll, in words, and loses nothing', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.drain();
		const before = JSON.stringify(trigger.memory());
		const user = addUser(sandbox, 'meanwhile@example.com', [seeded(sandbox).account.id]);

		const { integrationKey, userId, requestedScopes: scopes } = sandbox.credential();
		const { oauth } = sandbox.state;
		oauth.revokeConsent(integrationKey, userId);
		oauth.expireAccessTokens();
		for (let polls = 0; polls < 3; polls++) {
			await expect(trigger.poll()).rejects.toThrow(/consent/i);
		}
		expect(JSON.stringify(trigger.memory())).toBe(before);

		oauth.grantConsent(integrationKey, userId, scopes.split(' '));
		expect(told(await trigger.drain())).toContain(`userCreated ${user.id}`);
	});

	it('goes on with a new token where the old one has ended', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.drain();
		const user = addUser(sandbox, 'meanwhile@example.com', [seeded(sandbox).account.id]);
		sandbox.state.oauth.expireAccessTokens();
		expect(told(await trigger.poll())).toContain(`userCreated ${user.id}`);
	});
});

describe.each(CONTRACTS)('requests that fail, on the %s contract', (contract) => {
	it.each([1, 2, 3])(
		'from number %d of a poll on, lose nothing and repeat nothing',
		async (nth) => {
			const sandbox = await start();
			const trigger = adminTrigger(sandbox, contract, watching(sandbox));
			await trigger.drain();
			const before = JSON.stringify(trigger.memory());
			const user = addUser(sandbox, 'meanwhile@example.com', [seeded(sandbox).account.id]);
			const fault = sandbox.faults.add({
				match: { path: /\/Management\//i, nth, times: Infinity },
				do: { type: 'respond', status: 403, body: { message: 'Not now' } },
			});
			const events = [];
			if (nth === 1) {
				// Nothing could be read: n8n has to say so, and the state stays.
				await expect(trigger.poll()).rejects.toThrow();
				expect(JSON.stringify(trigger.memory())).toBe(before);
			} else {
				events.push(...((await trigger.poll()) ?? []));
			}
			fault.remove();
			events.push(...(await trigger.drain()));
			expect(told(events).filter((text) => text === `userCreated ${user.id}`)).toHaveLength(1);
		},
	);
});

describe.each(CONTRACTS)('an account that cannot be read from the first run on, %s', (contract) => {
	it('does not keep changes in the others from being told', async () => {
		const sandbox = await start({ accounts: 3 });
		const { account, second } = seeded(sandbox);
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		sandbox.faults.add({
			match: {
				path: new RegExp(contract === 'cursor' ? `/accounts/${second.id}/` : second.id),
				times: Infinity,
			},
			do: { type: 'respond', status: 403, body: { message: 'Not this one' } },
		});
		for (let polls = 0; polls < 4; polls++) await trigger.poll();
		const user = addUser(sandbox, 'new@example.com', [account.id]);
		const events = [];
		for (let polls = 0; polls < 2; polls++) events.push(...((await trigger.poll()) ?? []));
		expect(told(events)).toContain(`userCreated ${user.id}`);
	});
});

it('fails when time runs out and nothing was read', async () => {
	const refused = new ApiFailure({
		code: 'DOCUSIGN_UNAVAILABLE',
		message: 'Docusign failed',
		description: '',
		status: 504,
	});
	const client = {
		lists: {
			async *pagesFrom() {
				yield await Promise.reject(refused);
			},
		},
	} as unknown as AdminClient;
	const scope = { contract: 'openApi', organizationId: 'o', accountIds: [] } as const;
	const settings = {
		scope,
		streams: ['a', 'b', 'c'],
		firstRun: 'skipExisting',
		overlapMinutes: 15,
		maxEventsPerPoll: 500,
		now: 1_000_000,
	} as const;
	let asked = 0;
	const time = { forLists: () => ++asked < 3, forProfiles: () => true, now: () => 1_000_000 };
	await expect(pollChanges(client, undefined, settings, time)).rejects.toBe(refused);
});
