import type { Contract, OperationId } from '../../../shared/contract';

/** What the operations of a resource call, to read and to change. */
export interface Needs {
	read?: readonly OperationId[];
	write?: readonly OperationId[];
}

/** By resource of the node, in the order in which they are reported. */
export const NEEDS: Readonly<Record<string, Needs>> = {
	organization: { read: ['getOrganizations'] },
	account: { read: ['getAccounts'] },
	user: {
		read: ['getUsers', 'getUserDSProfile', 'getUserProfiles'],
		write: [
			'createUser',
			'updateUser',
			'updateEmailAddress',
			'closeMemberships',
			'closeAllMemberships',
		],
	},
	membership: {
		read: ['getUsers', 'getUserDSProfile'],
		write: ['updateMembership', 'activateMembership', 'closeMemberships'],
	},
	permissionProfile: { read: ['getPermissions'] },
	group: { read: ['getGroups'] },
	dsGroup: { read: ['getDSGroups'] },
};

/** The calls among these that the contract has. */
export const offered = (contract: Contract, operations: readonly OperationId[]): OperationId[] =>
	operations.filter((operation) => contract.rows[operation].lacks === undefined);

/** The scopes that calls need, each once. */
export const scopesFor = (contract: Contract, operations: readonly OperationId[]): string[] => [
	...new Set(operations.map((operation) => contract.rows[operation].scope)),
];
