import { MORE_VERBS } from './more';
import type { OperationId } from './types';

/** What each operation does, as messages say it: "Docusign could not {verb}". */
export const VERBS: Record<OperationId, string> = {
	getOrganizations: 'list the organizations',
	getAccounts: 'list the accounts',
	getUsers: 'list the users',
	getUserDSProfile: 'get the user',
	getUserProfiles: 'find the user by e-mail address',
	createUser: 'create the user',
	addUsers: 'add the user to the account',
	updateUser: 'update the user',
	updateMembership: 'update the membership',
	inviteMember: 'send the activation again',
	updateEmailAddress: 'change the e-mail address',
	closeMemberships: 'close the membership',
	closeAllMemberships: 'close the user',
	activateMembership: 'activate the membership',
	getPermissions: 'list the permission profiles',
	getGroups: 'list the groups',
	getDSGroups: 'list the DS groups',
	createUserListExport: 'export the users',
	getUserListExport: 'see how the export stands',
	deleteUserListExport: 'delete the export',
	getReservedDomains: 'list the claimed domains',
	...MORE_VERBS,
};
