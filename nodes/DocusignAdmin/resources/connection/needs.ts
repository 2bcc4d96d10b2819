import type { Contract, OperationId } from '../../api/contract';
import { scopesOf } from '../../api/contract/scopes';

/** One thing that a resource of the node is used for, as a verb, and the calls that it takes. */
export interface Job {
	name: string;
	calls: readonly Call[];
}

export interface Call {
	operation: OperationId;
	/** The call is about one account, where the contract makes a difference of that. */
	inAccount?: boolean;
}

export interface Needs {
	read?: readonly Job[];
	write?: readonly Job[];
}

const call = (operation: OperationId): Call => ({ operation });
const USERS_OF_ACCOUNT: Call = { operation: 'getUsers', inAccount: true };

/** By resource of the node, in the order in which they are reported. */
export function needsOf(contract: Contract): Readonly<Record<string, Needs>> {
	const { rows, usersNeedScope } = contract;
	/** A change begins with a look at the user: what it needs to know, and whether SCIM manages it. */
	const change = (name: string, operation: OperationId): Job => ({
		name,
		calls: [call('getUserDSProfile'), call(operation)],
	});
	// Where there is no such look-up, the list is read through.
	const byEmail = rows.getUserProfiles.lacks
		? [call('getUsers'), call('getUserDSProfile')]
		: [call('getUserProfiles')];
	const list = (name: string, ...calls: Call[]): Job => ({ name, calls });
	return {
		organization: { read: [list('list the organizations', call('getOrganizations'))] },
		account: { read: [list('list the accounts', call('getAccounts'))] },
		user: {
			read: [
				list('list the users of an account', USERS_OF_ACCOUNT),
				list(
					'list the users of all accounts',
					...(usersNeedScope ? [call('getAccounts'), USERS_OF_ACCOUNT] : [call('getUsers')]),
				),
				list('get a user by ID', call('getUserDSProfile')),
				list('find a user by e-mail address', ...byEmail),
			],
			write: [
				list('create a user', call('createUser')),
				change('update a user', 'updateUser'),
				change('change an e-mail address', 'updateEmailAddress'),
				change('close a user in some accounts', 'closeMemberships'),
				change('close a user in all accounts', 'closeAllMemberships'),
				list('change a user named by e-mail address', ...byEmail, call('updateUser')),
			],
		},
		membership: {
			read: [
				list('list the memberships of an account', USERS_OF_ACCOUNT),
				list('list the memberships of all accounts', call('getAccounts'), USERS_OF_ACCOUNT),
			],
			write: [
				change('update a membership', 'updateMembership'),
				change('activate a membership', 'activateMembership'),
				change('close a membership', 'closeMemberships'),
				list('change a member named by e-mail address', ...byEmail, call('updateMembership')),
			],
		},
		permissionProfile: { read: [list('list the permission profiles', call('getPermissions'))] },
		group: { read: [list('list the groups', call('getGroups'))] },
		dsGroup: { read: [list('list the DS groups', call('getDSGroups'))] },
	};
}

/** The jobs among these that the contract has all the calls for. */
export const offered = ({ rows }: Contract, jobs: readonly Job[]): Job[] =>
	jobs.filter(({ calls }) => calls.every(({ operation }) => rows[operation].lacks === undefined));

/** The scopes that calls need, each once. */
export const scopesFor = ({ rows }: Contract, calls: readonly Call[]): string[] => [
	...new Set(
		calls.flatMap(({ operation, inAccount }) =>
			scopesOf(rows[operation], { accountId: inAccount ? 'one' : undefined }),
		),
	),
];

/** All scopes that the contract knows, each once. */
export const allScopes = ({ rows }: Contract): string[] => [
	...new Set(
		Object.values(rows).flatMap(({ scopes, scopesInAccount = [] }) => [
			...scopes,
			...scopesInAccount,
		]),
	),
];
