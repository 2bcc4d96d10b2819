import type { UserEvent } from '../../../../nodes/DocusignAdmin/trigger/detection';
import type { Sandbox } from '../../../../sandbox';
import * as views from '../../../../sandbox/cursor/views';
import { changeMembership, closeMembership } from '../../../../sandbox/state/lifecycle';
import { CONTRACTS, seeded } from '../../../support/admin';
import { fastWaits } from '../../../support/fastTime';
import { adminTrigger } from '../../../support/trigger';
import { addUser, listReads, profileReads, told, watching, world } from './support';

jest.mock('../../../../sandbox/cursor/views', () => ({
	...jest.requireActual<typeof views>('../../../../sandbox/cursor/views'),
	__esModule: true,
}));

const { start, pass, skew, log } = world();

const close = (sandbox: Sandbox, userId: string) => {
	for (const membership of sandbox.state.membershipsOf(userId)) {
		closeMembership(sandbox.state, membership, 'somebody');
	}
};

const rename = (sandbox: Sandbox, userId: string, firstName = 'Renamed') =>
	sandbox.state.updateUser(userId, { firstName });

const named = (events: UserEvent[] | null, name: string) =>
	(events ?? []).filter(({ event }) => event === name);

describe('a crowd of changes', () => {
	test('that only profiles show is told once, and holds up nobody', async () => {
		const sandbox = await start({ accounts: 2, users: 1_300, variety: false });
		const settings = { options: { maxEventsPerPoll: 100 } };
		const trigger = adminTrigger(sandbox, 'openApi', watching(sandbox, settings));
		await trigger.drain();
		const { account, second } = seeded(sandbox);
		const { permissionProfiles } = sandbox.state.accounts.get(account.id)!;
		const plain = permissionProfiles.filter(({ admin }) => !admin).map(({ id }) => id);
		const members = [...sandbox.state.memberships.values()].filter(
			({ accountId, permissionProfileId: id, status }) =>
				accountId === account.id && plain.includes(id) && status !== 'closed',
		);
		const other = addUser(sandbox, 'other@example.com', [second.id], 'active');
		pass(30);
		await trigger.drain();
		for (const membership of members) {
			changeMembership(sandbox.state, membership, {
				accountId: account.id,
				permissionProfileId: plain.find((id) => id !== membership.permissionProfileId)!,
			});
		}
		pass(15);
		const events = (await trigger.poll())!;
		close(sandbox, other.id);
		pass(15);
		const next = (await trigger.poll())!;
		expect(told(next)).toContain(`userClosed ${other.id}`);
		events.push(...next);
		for (let polls = 0; polls < members.length / 100 + 10; polls++) {
			pass(15);
			events.push(...((await trigger.poll()) ?? []));
		}
		const ids = named(events, 'membershipChanged')
			.filter(({ account_id: id }) => id === account.id)
			.map(({ user }) => user.id);
		expect(ids.sort()).toEqual(members.map(({ userId }) => userId).sort());
		sandbox.requests.length = 0;
		pass(15);
		expect(await trigger.poll()).toBeNull();
		expect(profileReads(sandbox)).toHaveLength(0);
	});

	test('beyond the profiles of the first run says which differences are not known to be any', async () => {
		const sandbox = await start({ accounts: 1, users: 600, variety: false });
		const trigger = adminTrigger(sandbox, 'openApi', watching(sandbox));
		await trigger.drain();
		pass(15);
		const ids = [...sandbox.state.users.keys()];
		const [read, unread] = [ids[20], ids[590]];
		for (const id of [read, unread]) rename(sandbox, id);
		const of = (events: UserEvent[], userId: string) =>
			events
				.filter(({ user }) => user.id === userId)
				.map(({ event, changed_fields, unconfirmed_fields }) => ({
					event,
					changed_fields,
					unconfirmed_fields,
				}));
		const events = await trigger.drain();
		const update = { event: 'userUpdated', changed_fields: ['first_name'] };
		const guess = ['permission_profile', 'groups'];
		expect(of(events, read)).toEqual([update]);
		expect(of(events, unread)).toEqual([
			update,
			{ event: 'membershipChanged', changed_fields: guess, unconfirmed_fields: guess },
		]);
		pass(60);
		rename(sandbox, unread, 'Again');
		expect(of(await trigger.drain(), unread)).toEqual([update]);
	});

	test('of closed memberships that profiles leave out holds up nobody', async () => {
		const sandbox = await start({
			accounts: 1,
			users: 12,
			variety: false,
			closedMembershipsInProfile: false,
		});
		const settings = { options: { maxEventsPerPoll: 2 } };
		const trigger = adminTrigger(sandbox, 'openApi', watching(sandbox, settings));
		const ids = [...sandbox.state.users.keys()];
		const [closed, open] = [ids.slice(4, 10), ids[10]];
		for (const id of closed) close(sandbox, id);
		pass(60);
		await trigger.drain();
		const { account } = seeded(sandbox);
		const { permissionProfiles } = sandbox.state.accounts.get(account.id)!;
		for (const id of closed) rename(sandbox, id, sandbox.state.users.get(id)!.firstName);
		const membership = sandbox.state.membershipIn(open, account.id)!;
		changeMembership(sandbox.state, membership, {
			accountId: account.id,
			permissionProfileId: permissionProfiles.find(
				({ id }) => id !== membership.permissionProfileId,
			)!.id,
		});
		const events: UserEvent[] = [];
		for (let polls = 0; polls < 10; polls++) {
			pass(15);
			events.push(...((await trigger.poll()) ?? []));
		}
		expect(told(events)).toEqual([`membershipChanged ${open}`]);
		sandbox.requests.length = 0;
		pass(15);
		expect(await trigger.poll()).toBeNull();
		expect(profileReads(sandbox)).toHaveLength(0);
	});

	test('of a kind that nobody chose costs no more than its pages, and delays nothing', async () => {
		const sandbox = await start({ accounts: 1, users: 2_000, variety: false });
		const settings = { events: ['userCreated', 'userClosed'] };
		const trigger = adminTrigger(sandbox, 'openApi', watching(sandbox, settings));
		await trigger.drain();
		const ids = [...sandbox.state.users.keys()];
		for (const id of ids.slice(0, -1)) rename(sandbox, id);
		close(sandbox, ids.at(-1)!);
		pass(15);
		sandbox.requests.length = 0;
		expect(told(await trigger.poll())).toEqual([`userClosed ${ids.at(-1)}`]);
		expect(profileReads(sandbox)).toHaveLength(0);
		expect(listReads(sandbox).length).toBeLessThanOrEqual(Math.ceil(ids.length / 249) + 1);
	});
});

describe('lists of the cursor contract that show ids and statuses only', () => {
	function terse() {
		const whole = views.memberItem;
		jest.spyOn(views, 'memberItem').mockImplementation((...facts) => {
			const { id, user_name, membership_status } = whole(...facts);
			return { id, user_name, membership_status } as ReturnType<typeof whole>;
		});
	}

	test('still lead to all memberships of who changed, with nothing in them that is not known', async () => {
		const sandbox = await start();
		terse();
		const trigger = adminTrigger(sandbox, 'cursor', watching(sandbox));
		await trigger.drain();
		const { account, second } = seeded(sandbox);
		const user = addUser(sandbox, 'both@example.com', [account.id, second.id], 'active');
		await trigger.drain();
		pass(15);
		rename(sandbox, user.id);
		const [event, ...more] = (await trigger.poll())!;
		expect(more).toEqual([]);
		expect(event).toMatchObject({ event: 'userUpdated', changed_fields: ['first_name'] });
		const shown = [account.id, second.id].map((id) => ({ account_id: id, status: 'Active' }));
		expect(event.user.memberships).toEqual(shown);
		expect(event.user).not.toHaveProperty('groups');
	});
});

describe('title and company on the cursor contract', () => {
	const retitle = (sandbox: Sandbox, userId: string, jobTitle: string) => {
		for (const membership of sandbox.state.membershipsOf(userId)) {
			changeMembership(sandbox.state, membership, { accountId: membership.accountId, jobTitle });
		}
	};

	test("are the user's: told once, with the new value", async () => {
		const sandbox = await start({ users: 2 });
		const { account, second } = seeded(sandbox);
		const users = Array.from({ length: 60 }, (_, index) =>
			addUser(sandbox, `user${index}@example.com`, [account.id, second.id], 'active'),
		);
		const trigger = adminTrigger(sandbox, 'cursor', watching(sandbox));
		await trigger.drain();
		for (const { id } of users) retitle(sandbox, id, 'Senior Engineer');
		const events = await trigger.drain();
		expect(events.map(({ user }) => user.id).sort()).toEqual(users.map(({ id }) => id).sort());
		for (const { changed_fields: fields, user } of events) {
			expect({ fields, title: user.title }).toEqual({
				fields: ['title'],
				title: 'Senior Engineer',
			});
		}
	});

	test("also where only the organization's list shows them", async () => {
		const sandbox = await start();
		const { account } = seeded(sandbox);
		const titles = new Map<string, string>();
		const [item, member] = [views.userItem, views.memberItem];
		jest.spyOn(views, 'userItem').mockImplementation((user) => {
			const shown = { ...item(user), title: titles.get(user.id) ?? 'Engineer' };
			return shown as ReturnType<typeof item>;
		});
		jest.spyOn(views, 'memberItem').mockImplementation((...facts) => {
			const shown: Partial<ReturnType<typeof member>> = member(...facts);
			delete shown.title;
			delete shown.company;
			return shown as ReturnType<typeof member>;
		});
		const user = addUser(sandbox, 'new@example.com', [account.id], 'active');
		const trigger = adminTrigger(sandbox, 'cursor', watching(sandbox));
		await trigger.drain();
		titles.set(user.id, 'Manager');
		rename(sandbox, user.id, 'New');
		expect(await trigger.drain()).toMatchObject([
			{ event: 'userUpdated', changed_fields: ['title'], user: { title: 'Manager' } },
		]);
	});
});

describe('what could not be read', () => {
	test('holds up nobody, also where a poll may tell no more than that', async () => {
		fastWaits();
		const sandbox = await start({ accounts: 1, users: 12, variety: false });
		const settings = { options: { maxEventsPerPoll: 2 } };
		const trigger = adminTrigger(sandbox, 'openApi', watching(sandbox, settings));
		await trigger.drain();
		pass(60);
		await trigger.poll();
		const ids = [...sandbox.state.users.keys()];
		const [unread, changed] = [ids.slice(3, 5), ids[10]];
		for (const id of unread) rename(sandbox, id, sandbox.state.users.get(id)!.firstName);
		const { account } = seeded(sandbox);
		const { permissionProfiles } = sandbox.state.accounts.get(account.id)!;
		const membership = sandbox.state.membershipIn(changed, account.id)!;
		changeMembership(sandbox.state, membership, {
			accountId: account.id,
			permissionProfileId: permissionProfiles.find(
				({ id }) => id !== membership.permissionProfileId,
			)!.id,
		});
		sandbox.faults.add({
			match: { path: new RegExp(`(${unread.join('|')})/dsprofile`), times: Infinity },
			do: { type: 'respond', status: 500 },
		});
		const events: UserEvent[] = [];
		for (let polls = 0; polls < 4; polls++) {
			pass(15);
			events.push(...((await trigger.poll()) ?? []));
		}
		expect(told(events)).toEqual([`membershipChanged ${changed}`]);
	});

	test('is named in the log up to ten, and the others are counted', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, 'openApi', watching(sandbox));
		await trigger.drain();
		pass(30);
		await trigger.drain();
		const users = [...sandbox.state.users.values()].slice(0, 13);
		for (const user of users) rename(sandbox, user.id);
		// Neither by ID nor by address.
		sandbox.faults.add({
			match: { path: /\/(ds)?profile(\?|$)/i, times: Infinity },
			do: { type: 'respond', status: 403, body: { message: 'Not now' } },
		});
		log.length = 0;
		await trigger.poll();
		const lines = log.filter((line) => line.includes('could not be read'));
		const named = lines.filter((line) => line.includes('A profile could not be read'));
		expect(named).toHaveLength(10);
		expect(lines.join()).toContain(`${users.length - 10} more could not be read`);
	});
});

describe.each(CONTRACTS)('the accounts to watch, on the %s contract', (contract) => {
	test('are never all of them because an expression came out empty', async () => {
		const sandbox = await start();
		const { account } = seeded(sandbox);
		const trigger = adminTrigger(
			sandbox,
			contract,
			watching(sandbox, { accountIds: [account.id] }),
		);
		await trigger.drain();
		const before = JSON.stringify(trigger.memory());
		for (const empty of ['={{ [] }}', '={{ undefined }}', '={{ "" }}']) {
			trigger.configure({ accountIds: empty });
			await expect(trigger.poll()).rejects.toThrow(
				"The expression in 'Account Names or IDs' gives no account",
			);
		}
		expect(JSON.stringify(trigger.memory())).toBe(before);
	});

	test.each([
		[{ accountIds: ['12345678'] }, "'Account' is a number"],
		[{ accountIds: ['jane@example.com'] }, 'There is no account with the name "jane@example.com"'],
		[{ organizationId: '12345678' }, "'Organization' is a number"],
		[{ organizationId: '..' }, "'Organization' is no ID"],
		[{ organizationId: "={{ ' ' }}" }, "'Organization' is empty"],
		[{ organizationId: 'https://apps.docusign.com/admin' }, 'in which no ID of an organization'],
	])('and the organization are ids or names, as in the node: %o', async (parameters, message) => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.drain();
		const before = JSON.stringify(trigger.memory());
		trigger.configure(parameters);
		await expect(trigger.poll()).rejects.toThrow(message);
		expect(JSON.stringify(trigger.memory())).toBe(before);
	});

	test('can be added and taken away without a word lost about the others', async () => {
		const sandbox = await start();
		const { account, second } = seeded(sandbox);
		const trigger = adminTrigger(
			sandbox,
			contract,
			watching(sandbox, { accountIds: [account.id] }),
		);
		await trigger.drain();
		const [one, two, three] = ['one', 'two', 'three'].map(
			(name) => () => addUser(sandbox, `${name}@example.com`, [account.id]).id,
		);
		const first = one();
		addUser(sandbox, 'before@example.com', [second.id]);
		pass(1);
		trigger.configure({ accountIds: [account.id, second.id] });
		expect(told(await trigger.drain())).toEqual([`userCreated ${first}`]);
		const later = [two(), addUser(sandbox, 'after@example.com', [second.id]).id];
		expect(told(await trigger.drain()).sort()).toEqual(
			later.map((id) => `userCreated ${id}`).sort(),
		);
		trigger.configure({ accountIds: [account.id] });
		const last = three();
		expect(told(await trigger.drain())).toEqual([`userCreated ${last}`]);
		expect(log.filter((line) => line.includes('fresh baseline'))).toEqual([]);
	});
});

describe.each(CONTRACTS)('clocks that differ, on the %s contract', (contract) => {
	test('lose nothing, since answers carry their date', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		// A token is to be had with a clock that is right only.
		await trigger.poll('manual');
		skew(20);
		await trigger.drain();
		const users = [];
		const events = [];
		for (let polls = 0; polls < 5; polls++) {
			// Sooner after a poll than this machine's clock is ahead of what windows overlap.
			pass(2);
			users.push(addUser(sandbox, `new${polls}@example.com`, [seeded(sandbox).account.id]));
			pass(13);
			events.push(...((await trigger.poll()) ?? []));
		}
		expect(told(named(events, 'userCreated'))).toEqual(users.map(({ id }) => `userCreated ${id}`));
	});
});

describe('a cursor list whose order changes between its pages', () => {
	test('still ends in a whole baseline', async () => {
		const sandbox = await start({ accounts: 1, users: 2 });
		const { account } = seeded(sandbox);
		const users = Array.from({ length: 250 }, (_, index) =>
			addUser(sandbox, `user${index}@example.com`, [account.id], 'active'),
		);
		// Where the second page should be, some of the first come again, and it seems to be the last.
		const again = users.slice(0, 90).map(({ id, userName }) => ({ id, user_name: userName }));
		sandbox.faults.add({
			match: { path: /accounts\/.*\/users\?.*cursor/i },
			do: { type: 'respond', status: 200, body: { users: again } },
		});
		const trigger = adminTrigger(sandbox, 'cursor', watching(sandbox));
		await trigger.drain();
		for (const { id } of users) rename(sandbox, id);
		const events = await trigger.drain();
		expect(events).toHaveLength(250);
	});
});

describe('lists', () => {
	test.each(CONTRACTS)(
		'of several accounts are read at a time, on the %s contract',
		async (contract) => {
			const sandbox = await start({ accounts: 5 });
			const trigger = adminTrigger(sandbox, contract, watching(sandbox));
			await trigger.drain();
			let now = 0;
			let most = 0;
			let release = () => {};
			const four = new Promise<void>((resolve) => (release = resolve));
			sandbox.faults.add({
				match: { method: 'GET', path: /accounts\/[^/]*\/users|account_id=/i, nth: 2, times: 4 },
				do: {
					type: 'callback',
					run: async () => {
						most = Math.max(most, ++now);
						if (now === 4) release();
						await four;
						now--;
					},
				},
			});
			await trigger.poll();
			expect(most).toBe(4);
		},
	);
});
