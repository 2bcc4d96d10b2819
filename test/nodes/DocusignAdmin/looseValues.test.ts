import { startSandbox, type Sandbox } from '../../../sandbox';
import { adminNode, adminRequests, by, seeded } from '../../support/admin';

/** Switches, numbers and lists that an expression gives in another type. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ users: 60 });
});

afterAll(async () => await sandbox.close());

const list = async (parameters: object) => {
	sandbox.requests.length = 0;
	return await adminNode(sandbox, 'openApi').run({
		resource: 'membership',
		operation: 'getAll',
		organizationId: by('id', seeded(sandbox).organizationId),
		accountId: by('id', seeded(sandbox).account.id),
		limit: 3,
		...parameters,
	});
};

it.each(['={{ "false" }}', '={{ "0" }}', '={{ 0 }}', '={{ null }}', '={{ "" }}', false])(
	'lists up to the limit when Return All is %s',
	async (returnAll) => {
		expect(await list({ returnAll })).toHaveLength(3);
	},
);

it.each(['={{ "true" }}', '={{ 1 }}', true])(
	'lists all when Return All is %s',
	async (returnAll) => {
		expect((await list({ returnAll })).length).toBeGreaterThan(3);
	},
);

it.each<[string, object, RegExp]>([
	['Return All', { returnAll: '={{ "some" }}' }, /'Return All' is neither true nor false: "some"/],
	['Return All', { returnAll: '={{ 0.5 }}' }, /'Return All' is neither/],
	['Limit', { limit: '={{ -1 }}' }, /'Limit' is not a whole number of at least 1: -1/],
	['Limit', { limit: '={{ "ten" }}' }, /'Limit' is not/],
	[
		'Page Size',
		{ options: { pageSize: 0.5 } },
		/'Page Size' is not a whole number of at least 1: 0.5/,
	],
	['Page Size', { options: { pageSize: 0 } }, /'Page Size' is not/],
	[
		'Max Wait',
		{ options: { maxWait: '={{ "300s" }}' } },
		/'Max Wait \(Seconds\)' is not a number of at least 0: "300s"/,
	],
	['Concurrency', { options: { concurrency: '={{ 0 }}' } }, /'Concurrency' is not/],
	['Simplify', { simplify: '={{ "maybe" }}' }, /'Simplify' is neither/],
	['Include Profile', { options: { includeProfile: '={{ 7 }}' } }, /'Include Profile' is neither/],
])(
	'says which field cannot be meant, before anything is sent: %s',
	async (_, parameters, message) => {
		await expect(list(parameters)).rejects.toThrow(message);
		expect(adminRequests(sandbox)).toEqual([]);
	},
);

it('takes numbers and switches that come as text', async () => {
	const options = {
		pageSize: '={{ "20" }}',
		concurrency: '={{ "2" }}',
		includeProfile: '={{ "no" }}',
	};
	const items = await list({ limit: '={{ "25" }}', simplify: '={{ "false" }}', options });
	expect(items).toHaveLength(25);
	expect(items[0].json).toHaveProperty('user_name');
	expect(adminRequests(sandbox)).toHaveLength(2);
});

it.each(['={{ [undefined] }}', '={{ [""] }}', '={{ "," }}'])(
	'does not take groups for none when an expression found nothing: %s',
	async (groupIds) => {
		sandbox.requests.length = 0;
		const run = adminNode(sandbox, 'openApi').run({
			resource: 'membership',
			operation: 'update',
			organizationId: by('id', seeded(sandbox).organizationId),
			accountId: by('id', seeded(sandbox).account.id),
			userId: by('id', [...sandbox.state.users.values()][3].id),
			updateFields: { groupIds },
		});
		await expect(run).rejects.toThrow(/'Group Names or IDs'/);
		expect(adminRequests(sandbox)).toEqual([]);
	},
);
