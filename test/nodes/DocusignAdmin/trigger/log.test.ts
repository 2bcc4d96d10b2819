import { CONTRACTS, seeded } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { watching, world } from './support';

const { start, skew, log } = world();

describe.each(CONTRACTS)("n8n's log, on the %s contract", (contract) => {
	it('tells when a trigger begins anew, and why', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.poll();
		expect(log.join()).toContain('has no state yet');
		log.length = 0;
		await trigger.drain();
		expect(log).toEqual([]);

		trigger.configure({ accountIds: [seeded(sandbox).account.id] });
		await trigger.poll();
		expect(log).toEqual([]);

		trigger.memory().state = { version: 1 };
		await trigger.poll();
		expect(log.join()).toMatch(/another version of this node.*fresh baseline/);
	});

	it("warns when this machine's clock is further ahead than polls overlap", async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.drain();
		expect(log.join()).not.toContain('clock');
		skew(40);
		await trigger.poll();
		expect(log.join()).toMatch(/clock is 40 minutes ahead of Docusign's/);
	});

	it('holds nothing secret, no name and no address', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.poll();
		trigger.configure({ accountIds: [seeded(sandbox).account.id] });
		await trigger.drain();
		expect(log.join()).not.toMatch(/Bearer|eyJ|example\.com|PRIVATE/);
	});
});
