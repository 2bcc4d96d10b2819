import type { INodeParameters } from 'n8n-workflow';

import type { FaultMatch, Sandbox } from '../../../../sandbox';
import { by, seeded, type ContractName } from '../../../support/admin';

/** The operations that write, each about one user and with a way to see in the state whether it is done. */

export const NEW_EMAIL = 'new.person@example.com';

export interface WriteCase {
	name: string;
	/** It makes somebody new. */
	isNew?: true;
	contracts: ContractName[];
	parameters(sandbox: Sandbox): INodeParameters;
	/** The requests that write. */
	match: Record<ContractName, FaultMatch>;
	/** How often it was carried out, as the state shows: 0 or 1, or more where it was done twice. */
	done(sandbox: Sandbox): number;
}

const BOTH: ContractName[] = ['openApi', 'cursor'];

/** The tenth seeded user: a member of both accounts. */
export const target = (sandbox: Sandbox) => [...sandbox.state.users.values()][9];

/** Puts the state where every operation has something to do. */
export function prepare(sandbox: Sandbox): void {
	const [membership] = sandbox.state.membershipsOf(invited(sandbox).id);
	sandbox.state.updateMembership(membership.id, { status: 'activation_sent' });
}

const invited = (sandbox: Sandbox) => [...sandbox.state.users.values()][4];

/** A member of the second account alone. */
const outsider = (sandbox: Sandbox) => [...sandbox.state.users.values()][1];

const account = (sandbox: Sandbox) => seeded(sandbox).account;

const membership = (sandbox: Sandbox) =>
	sandbox.state.membershipIn(target(sandbox).id, account(sandbox).id)!;

const onTarget = (sandbox: Sandbox) => ({
	organizationId: by('id', seeded(sandbox).organizationId),
	userId: by('id', target(sandbox).id),
});

const CREATES = { method: 'POST', path: /\/users$/ };
const inAccount = (sandbox: Sandbox) => ({
	organizationId: by('id', seeded(sandbox).organizationId),
	accountId: by('id', account(sandbox).id),
});
const somebodyNew = (operation: string) => (sandbox: Sandbox) => ({
	resource: 'user',
	operation,
	...inAccount(sandbox),
	email: NEW_EMAIL,
	firstName: 'New',
	lastName: 'Person',
});
const isMadeSo = ({ state }: Sandbox) =>
	[...state.users.values()].filter(({ email }) => email === NEW_EMAIL).length;
const PROFILES = { method: 'POST', path: /\/users\/profiles/ };
const CLOSES = {
	openApi: { method: 'DELETE', path: /\/accounts$/ },
	cursor: { method: 'POST', path: /\/users\/close$/ },
};

export const WRITES: WriteCase[] = [
	{
		name: 'User > Create',
		contracts: BOTH,
		isNew: true,
		parameters: somebodyNew('create'),
		match: { openApi: CREATES, cursor: CREATES },
		done: isMadeSo,
	},
	{
		name: 'User > Create or Update',
		contracts: BOTH,
		isNew: true,
		parameters: somebodyNew('upsert'),
		match: { openApi: CREATES, cursor: CREATES },
		done: isMadeSo,
	},
	{
		name: 'User > Create or Update, who is there',
		contracts: BOTH,
		parameters: (sandbox) => ({
			...somebodyNew('upsert')(sandbox),
			email: target(sandbox).email,
			firstName: 'Renamed',
			lastName: target(sandbox).lastName,
		}),
		match: { openApi: PROFILES, cursor: { method: 'PUT', path: /\/users\/[^/]+$/ } },
		done: (sandbox) => Number(target(sandbox).firstName === 'Renamed'),
	},
	{
		name: 'User > Update',
		contracts: BOTH,
		parameters: (sandbox) => ({
			resource: 'user',
			operation: 'update',
			...onTarget(sandbox),
			updateFields: { firstName: 'Renamed' },
		}),
		match: { openApi: PROFILES, cursor: { method: 'PUT', path: /\/users\/[^/]+$/ } },
		done: (sandbox) => Number(target(sandbox).firstName === 'Renamed'),
	},
	{
		name: 'User > Close in all accounts',
		contracts: BOTH,
		parameters: (sandbox) => ({ resource: 'user', operation: 'close', ...onTarget(sandbox) }),
		match: CLOSES,
		done: (sandbox) => Number(target(sandbox).status === 'closed'),
	},
	{
		name: 'User > Close in one account',
		contracts: BOTH,
		parameters: (sandbox) => ({
			resource: 'user',
			operation: 'close',
			...onTarget(sandbox),
			closeIn: 'selectedAccounts',
			accountIds: [account(sandbox).id],
		}),
		match: CLOSES,
		done: (sandbox) => Number(membership(sandbox).status === 'closed'),
	},
	{
		name: 'Membership > Close',
		contracts: BOTH,
		parameters: (sandbox) => ({
			resource: 'membership',
			operation: 'close',
			...onTarget(sandbox),
			accountId: by('id', account(sandbox).id),
		}),
		match: CLOSES,
		done: (sandbox) => Number(membership(sandbox).status === 'closed'),
	},
	{
		name: 'Membership > Create',
		contracts: ['openApi'],
		parameters: (sandbox) => ({
			resource: 'membership',
			operation: 'create',
			...inAccount(sandbox),
			userId: by('id', outsider(sandbox).id),
		}),
		match: { openApi: CREATES, cursor: {} },
		done: (sandbox) =>
			sandbox.state
				.membershipsOf(outsider(sandbox).id)
				.filter(({ accountId }) => accountId === account(sandbox).id).length,
	},
	{
		name: 'Membership > Update',
		contracts: BOTH,
		parameters: (sandbox) => ({
			resource: 'membership',
			operation: 'update',
			...onTarget(sandbox),
			accountId: by('id', account(sandbox).id),
			updateFields: { permissionProfileId: by('id', String(wantedProfile(sandbox))) },
		}),
		match: { openApi: PROFILES, cursor: { method: 'PUT', path: /\/memberships$/ } },
		done: (sandbox) => Number(membership(sandbox).permissionProfileId === wantedProfile(sandbox)),
	},
	{
		name: 'Membership > Activate',
		contracts: ['openApi'],
		parameters: (sandbox) => ({
			resource: 'membership',
			operation: 'activate',
			organizationId: by('id', seeded(sandbox).organizationId),
			userId: by('id', invited(sandbox).id),
			accountId: by('id', sandbox.state.membershipsOf(invited(sandbox).id)[0].accountId),
		}),
		match: {
			openApi: { method: 'POST', path: /\/memberships\/[^/]+$/ },
			cursor: {},
		},
		done: (sandbox) =>
			Number(sandbox.state.membershipsOf(invited(sandbox).id)[0].status === 'active'),
	},
];

/** What cannot be looked up, so that a lost answer leaves it open: how many e-mails went out. */
export const INVITE: WriteCase = {
	name: 'Membership > Invite',
	contracts: ['openApi'],
	parameters: (sandbox) => ({
		resource: 'membership',
		operation: 'invite',
		organizationId: by('id', seeded(sandbox).organizationId),
		userId: by('id', invited(sandbox).id),
		accountId: by('id', sandbox.state.membershipsOf(invited(sandbox).id)[0].accountId),
	}),
	match: { openApi: PROFILES, cursor: {} },
	done: (sandbox) => sandbox.state.membershipsOf(invited(sandbox).id)[0].sentAgain ?? 0,
};

/** A profile that the user does not have from the seed. */
const wantedProfile = (sandbox: Sandbox) => account(sandbox).permissionProfiles[1].id;

/** The ID or address by which an output or a failure may name the user. */
export const named = (sandbox: Sandbox, { name, isNew }: WriteCase): string[] => {
	if (isNew) return [NEW_EMAIL];
	const whose: Record<string, typeof target> = {
		'Membership > Activate': invited,
		'Membership > Create': outsider,
	};
	const user = (whose[name] ?? target)(sandbox);
	return [user.id, user.email];
};
