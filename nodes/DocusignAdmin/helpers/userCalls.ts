import type { Contract, OperationId } from '../api/contract';
import type { CallsByUse, DeclaredCall } from '../calls';

/** The calls that operations on users share, for what they declare. */

/** A call that is left out where the contract lacks it. */
export const ifThere = (api: OperationId): DeclaredCall => ({
	api,
	on: ({ rows }) => rows[api].lacks === undefined,
});

export const USERS_OF_ACCOUNT = { api: 'getUsers', inAccount: true } as const;

/** 'Include Profile', where the list does not show profiles. */
export const PROFILES_OF_LIST: DeclaredCall = {
	api: 'getUserDSProfile',
	on: ({ listsProfiles }) => !listsProfiles,
};

/** Whether no look-up by address is there, so that a list is read for it. */
export const readsListThrough = ({ rows }: Contract) => rows.getUserProfiles.lacks !== undefined;

/** Who has an address, where there is no look-up by it and lists need not show it. */
export const SILENT_LIST: readonly DeclaredCall[] = [
	{ api: 'getUsers', on: readsListThrough },
	{ api: 'getUserDSProfile', on: readsListThrough },
];

export const USERS_OF_SILENT_ACCOUNT: DeclaredCall = { ...USERS_OF_ACCOUNT, on: readsListThrough };

/** Finds a user by e-mail address: where there is no such look-up, the list is read through. */
export const BY_EMAIL: readonly DeclaredCall[] = [ifThere('getUserProfiles'), ...SILENT_LIST];

/** Before a close that finds the user by address: whether others share it. */
export const NAMESAKES: DeclaredCall = {
	api: 'getUsers',
	on: ({ rows }) => rows.closeMemberships.byAddress === true,
};

/** A change begins with a look at the user: what it needs to know, and whether SCIM manages it. */
export const changing = (change: string, ...calls: DeclaredCall[]): CallsByUse => ({
	[change]: ['getUserDSProfile', ...calls],
	[`${change} by e-mail address`]: [...BY_EMAIL, ...calls],
});

/** Tells the group apart that everybody is in. */
export const GROUPS = ifThere('getGroups');

/** Where a user's own record does not show the memberships, the list of the account does. */
export const MEMBERS: DeclaredCall = {
	api: 'getUsers',
	inAccount: true,
	on: ({ listsProfiles }) => listsProfiles,
};

/** What only a contract can do that adds users to accounts. */
export const whereAdding = (...calls: OperationId[]): DeclaredCall[] =>
	calls.map((api) => ({
		api,
		inAccount: api === 'getUsers',
		on: ({ rows }) => rows.addUsers.lacks === undefined,
	}));
