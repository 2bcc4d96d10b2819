import { PollContext } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';

import { USER_EVENTS, type UserEvent } from '../../../../nodes/DocusignAdmin/trigger/detection';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../sandbox';
import type { User, UserStatus } from '../../../../sandbox/state/model';
import { by, seeded } from '../../../support/admin';

/** A trigger that watches the seeded organization for everything. */
export const watching = (sandbox: Sandbox, more: INodeParameters = {}): INodeParameters => ({
	authentication: 'jwt',
	organizationId: by('id', seeded(sandbox).organizationId),
	accountIds: [],
	events: [...USER_EVENTS],
	firstRun: 'skipExisting',
	// What is detected is shown as Docusign has it; simplified.test.ts is about the record.
	simplify: false,
	options: {},
	...more,
});

/** Tokens of the sandbox outlive every test: what happens when they end is tested by itself. */
const A_MONTH = 30 * 24 * 3600;

/**
 * A sandbox for each test, time that passes at will for the node and for the sandbox alike, and what
 * n8n logs.
 */
export function world() {
	const realNow = Date.now;
	const log: string[] = [];
	let sandbox: Sandbox;
	let ahead = 0;

	beforeEach(() => {
		ahead = 0;
		log.length = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
		const note = (message: string, facts?: object) =>
			void log.push(`${message} ${JSON.stringify(facts)}`);
		jest
			.spyOn(PollContext.prototype, 'logger', 'get')
			.mockReturnValue({ info: note, warn: note } as unknown as PollContext['logger']);
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await sandbox.close();
	});

	return {
		log,
		async start(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
			sandbox = await startSandbox({
				users: 12,
				accounts: 2,
				tokenLifetimeSeconds: A_MONTH,
				...options,
				now: realNow,
			});
			return sandbox;
		},
		/** @param minutes that pass at once */
		pass(minutes: number) {
			ahead += minutes * 60_000;
			sandbox.clock.advance(minutes * 60_000);
		},
		/** @param minutes by which this machine's clock is wrong from now on */
		skew(minutes: number) {
			ahead += minutes * 60_000;
		},
	};
}

/** Somebody else adds a user to the accounts; the first of them is the default. */
export function addUser(
	{ state }: Sandbox,
	email: string,
	accountIds: readonly string[],
	status: UserStatus = 'created',
): User {
	const account = state.accounts.get(accountIds[0])!;
	const user = state.addUser({
		organizationId: account.organizationId,
		email,
		userName: email,
		firstName: 'New',
		lastName: 'User',
		defaultAccountId: account.id,
		siteId: account.siteId,
		status,
	});
	for (const accountId of accountIds) {
		const membership = status === 'created' ? 'activation_sent' : status;
		state.addMembership({ userId: user.id, accountId, status: membership });
	}
	return user;
}

/** Events as `name user`, which is what most tests compare. */
export const told = (events: UserEvent[] | null): string[] =>
	(events ?? []).map(({ event, user }) => `${event} ${String(user.id)}`);

/** How often the accounts of the organization were asked for, on either contract. */
export const accountReads = ({ requests }: Sandbox): number =>
	requests.filter(({ path }) => /\/(organizations|accounts)$/i.test(path)).length;

/** The user lists that were asked for. */
export const listReads = ({ requests }: Sandbox) =>
	requests.filter(({ method, path }) => method === 'GET' && /\/users$/i.test(path));

export const profileReads = ({ requests }: Sandbox) =>
	requests.filter(({ path }) => /\/dsprofile$/i.test(path));
