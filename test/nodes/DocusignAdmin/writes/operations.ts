import type { INodeParameters } from 'n8n-workflow';

import type { FaultMatch, Sandbox } from '../../../../sandbox';
import { by, seeded, type ContractName } from '../../../support/admin';

/** The operations that write, each about one user and with a way to see in the state whether it is done. */

export const NEW_EMAIL = 'new.person@example.com';

export interface WriteCase {
	name: string;
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

const account = (sandbox: Sandbox) => seeded(sandbox).account;

const membership = (sandbox: Sandbox) =>
	sandbox.state.membershipIn(target(sandbox).id, account(sandbox).id)!;

const onTarget = (sandbox: Sandbox) => ({
	organizationId: by('id', seeded(sandbox).organizationId),
	userId: by('id', target(sandbox).id),
});

const PROFILES = { method: 'POST', path: /\/users\/profiles/ };
const CLOSES = {
	openApi: { method: 'DELETE', path: /\/accounts$/ },
	cursor: { method: 'POST', path: /\/users\/close$/ },
};

export const WRITES: WriteCase[] = [
	{
		name: 'User > Create',
		contracts: BOTH,
		parameters: (sandbox) => ({
			resource: 'user',
			operation: 'create',
			organizationId: by('id', seeded(sandbox).organizationId),
			accountId: by('id', account(sandbox).id),
			email: NEW_EMAIL,
			firstName: 'New',
			lastName: 'Person',
		}),
		match: {
			openApi: { method: 'POST', path: /\/users$/ },
			cursor: { method: 'POST', path: /\/users$/ },
		},
		done: ({ state }) =>
			[...state.users.values()].filter(({ email }) => email === NEW_EMAIL).length,
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

/** A profile that the user does not have from the seed. */
const wantedProfile = (sandbox: Sandbox) => account(sandbox).permissionProfiles[1].id;

/** The ID or address by which an output or a failure may name the user. */
export const named = (sandbox: Sandbox, { name }: WriteCase): string[] => {
	if (name === 'User > Create') return [NEW_EMAIL];
	const user = name === 'Membership > Activate' ? invited(sandbox) : target(sandbox);
	return [user.id, user.email];
};
