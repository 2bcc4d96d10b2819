import { addSeedAccount } from '../../../../sandbox/state/seedAccount';
import { by, CONTRACTS, seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { accountReads, addUser, told, watching, world } from './support';

const { start, pass, log } = world();
const NOWHERE = '00000000-0000-4000-8000-000000000000';

describe.each(CONTRACTS)('what the trigger watches, on the %s contract', (contract) => {
	it('meets an account that was added, within an hour', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.drain();
		const added = addSeedAccount(sandbox.state, seeded(sandbox).organizationId);
		const user = addUser(sandbox, 'first@example.com', [added]);

		const events = [];
		for (let minutes = 14; minutes <= 60; minutes += 14) {
			pass(14);
			events.push(...((await trigger.poll()) ?? []));
		}
		expect(told(events)).toContain(`userCreated ${user.id}`);
	});

	it('goes on at once without an account that has left the organization', async () => {
		const sandbox = await start({ accounts: 3 });
		const { account, organizationId } = seeded(sandbox);
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.drain();
		const gone = [...sandbox.state.accounts.keys()].at(-1)!;
		expect(gone).not.toBe(account.id);
		const organization = sandbox.state.organizations.get(organizationId)!;
		organization.accountIds = organization.accountIds.filter((id) => id !== gone);
		sandbox.state.accounts.delete(gone);
		pass(5);
		const user = addUser(sandbox, 'new@example.com', [account.id]);
		expect(told(await trigger.drain())).toContain(`userCreated ${user.id}`);

		// An account that was chosen and has left is named; without another list there is nothing to read.
		trigger.configure({ accountIds: [gone] });
		log.length = 0;
		const poll = trigger.poll();
		if (contract === 'openApi') await expect(poll).rejects.toThrow();
		else expect(await poll.then(() => log.join())).toContain(`could not be read (${gone})`);
	});

	it('does not ask for the accounts at every poll', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.drain();
		sandbox.requests.length = 0;
		for (let minutes = 10; minutes <= 40; minutes += 10) {
			pass(10);
			await trigger.poll();
		}
		expect(accountReads(sandbox)).toBe(0);
	});

	it('watches all accounts as soon as none is chosen any more', async () => {
		const sandbox = await start();
		const { account, second } = seeded(sandbox);
		const trigger = adminTrigger(sandbox, contract, watching(sandbox, { accountIds: [second.id] }));
		await trigger.drain();
		trigger.configure({ accountIds: [] });
		await trigger.drain();
		const user = addUser(sandbox, 'elsewhere@example.com', [account.id]);
		expect(told(await trigger.drain())).toContain(`userCreated ${user.id}`);
	});

	it('fails for an organization without accounts rather than watch nothing', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(
			sandbox,
			contract,
			watching(sandbox, { organizationId: by('id', NOWHERE) }),
		);
		for (const mode of ['trigger', 'manual'] as const) {
			await expect(trigger.poll(mode)).rejects.toMatchObject({
				context: { code: 'DOCUSIGN_ORGANIZATION_NOT_FOUND' },
				message: expect.stringContaining(NOWHERE) as string,
			});
		}
		expect(trigger.memory()).toEqual({});
	});

	it('takes ids in capitals, and the same id twice, for what they mean', async () => {
		const sandbox = await start();
		const { organizationId, account } = seeded(sandbox);
		const trigger = adminTrigger(
			sandbox,
			contract,
			watching(sandbox, { organizationId: by('id', organizationId.toUpperCase()) }),
		);
		await trigger.drain();
		trigger.configure({ organizationId: by('id', organizationId) });
		expect(await trigger.poll()).toBeNull();

		trigger.configure({ accountIds: [account.id.toUpperCase(), account.id] });
		expect(await trigger.poll()).toBeNull();
		trigger.configure({ accountIds: `${account.id},` });
		expect(await trigger.poll()).toBeNull();
	});

	it("works with an application's token where the accounts are named", async () => {
		const sandbox = await start();
		const { account } = seeded(sandbox);
		const trigger = adminTrigger(
			sandbox,
			contract,
			watching(sandbox, { accountIds: [account.id] }),
			undefined,
			{ tokenSubject: 'application' },
		);
		await trigger.drain();
		const user = addUser(sandbox, 'new@example.com', [account.id]);
		expect(told(await trigger.drain())).toContain(`userCreated ${user.id}`);
	});

	it.each([
		['an event that does not exist', ['userCreated', 'userDeleted'], /userDeleted/],
		['no event', [], /'Trigger On' is empty/],
	])('refuses %s', async (_, events, message) => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox, { events }));
		await expect(trigger.poll()).rejects.toThrow(message);
	});
});

describe("an application's token, which may not list accounts on the published contract", () => {
	it.each(['trigger', 'manual'] as const)(
		'is told in %s mode to name those to watch',
		async (mode) => {
			const sandbox = await start();
			const trigger = adminTrigger(sandbox, 'openApi', watching(sandbox), undefined, {
				tokenSubject: 'application',
			});
			await expect(trigger.poll(mode)).rejects.toMatchObject({
				message: expect.stringContaining('so name them') as string,
				description: expect.stringContaining("'Account Names or IDs'") as string,
				context: { code: 'DOCUSIGN_USER_TOKEN_REQUIRED' },
			});
		},
	);
});
