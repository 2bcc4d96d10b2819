import type { OperationId } from '../contract';

/**
 * The published operations that the cursor contract has as well, in words that the contract's rows turn
 * them into. What it does in another form altogether, such as changing and closing users, is not among
 * them: the node's own operations do that on both contracts.
 */
export const ON_CURSOR: Readonly<Record<string, OperationId>> = {
	getOrganizations: 'getOrganizations',
	getUsers: 'getUsers',
	getUserDSProfile: 'getUserDSProfile',
	getPermissions: 'getPermissions',
	createUser: 'createUser',
};

const OWN: Readonly<Record<string, string>> = {
	getUserProfiles: 'User > Get finds a user by e-mail address on both contracts.',
	getUserDSProfilesByEmail: 'User > Get finds a user by e-mail address on both contracts.',
	updateUser: 'User > Update and Membership > Update work on both contracts.',
	updateEmailAddress: 'User > Update works on both contracts.',
	closeMemberships: 'User > Close and Membership > Close work on both contracts.',
};

/** What can be done in place of an operation that the contract does not have. */
export const insteadOnCursor = (operation: string): string =>
	OWN[operation] ?? 'Only the published contract has this operation.';
