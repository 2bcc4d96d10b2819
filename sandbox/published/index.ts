import type { Handler } from './operation';
import { activateMembership } from './operations/activateMembership';
import { addUsers } from './operations/addUsers';
import { closeMemberships } from './operations/closeMemberships';
import { createUser } from './operations/createUser';
import { getGroups } from './operations/getGroups';
import { getIdentityProviders } from './operations/getIdentityProviders';
import { getOrganizations } from './operations/getOrganizations';
import { getPermissions } from './operations/getPermissions';
import { getReservedDomains } from './operations/getReservedDomains';
import { getUsers } from './operations/getUsers';
import { getUserDSProfile, getUserDSProfilesByEmail, getUserProfiles } from './operations/profiles';
import { updateEmailAddress } from './operations/updateEmailAddress';
import { updateUser } from './operations/updateUser';

/** The operations of the published contract that the sandbox carries out. */
export const publishedHandlers: readonly Handler[] = [
	activateMembership,
	addUsers,
	closeMemberships,
	createUser,
	getGroups,
	getIdentityProviders,
	getOrganizations,
	getPermissions,
	getReservedDomains,
	getUserDSProfile,
	getUserDSProfilesByEmail,
	getUserProfiles,
	getUsers,
	updateEmailAddress,
	updateUser,
];
