import type { Handler } from './operation';
import * as accountWorks from './operations/organizations/accountWorks';
import { activateMembership } from './operations/memberships/activateMembership';
import { addOrUpdateUser } from './operations/users/addOrUpdateUser';
import { addUsers } from './operations/users/addUsers';
import { closeMemberships } from './operations/memberships/closeMemberships';
import * as connect from './operations/organizations/connect';
import { createUser } from './operations/users/createUser';
import { deleteIdentities } from './operations/users/deleteIdentities';
import * as dsGroups from './operations/accounts/dsGroups';
import * as dsGroupUsers from './operations/accounts/dsGroupUsers';
import { getGroups } from './operations/accounts/getGroups';
import { getIdentityProviders } from './operations/organizations/getIdentityProviders';
import { getOrganizations } from './operations/organizations/getOrganizations';
import { getPermissions } from './operations/accounts/getPermissions';
import { getReservedDomains } from './operations/organizations/getReservedDomains';
import { getUsers } from './operations/users/getUsers';
import * as productPermissions from './operations/accounts/productPermissions';
import * as profiles from './operations/users/profiles';
import * as redaction from './operations/users/redaction';
import * as settings from './operations/bulk/settings';
import { updateEmailAddress } from './operations/users/updateEmailAddress';
import { updateUser } from './operations/users/updateUser';
import * as userExports from './operations/bulk/userExports';
import * as userImports from './operations/bulk/userImports';

const isHandler = (value: unknown): value is Handler =>
	typeof value === 'object' && value !== null && 'spec' in value && 'handle' in value;

/** A family in one file contributes every operation that it exports. */
const family = (module: object): Handler[] => Object.values(module).filter(isHandler);

/** The operations of the published contract, all of them. */
export const publishedHandlers: readonly Handler[] = [
	...family(accountWorks),
	...family(connect),
	activateMembership,
	addOrUpdateUser,
	addUsers,
	closeMemberships,
	createUser,
	deleteIdentities,
	...family(dsGroups),
	...family(dsGroupUsers),
	getGroups,
	getIdentityProviders,
	getOrganizations,
	getPermissions,
	getReservedDomains,
	getUsers,
	...family(productPermissions),
	...family(profiles),
	...family(redaction),
	...family(settings),
	updateEmailAddress,
	updateUser,
	...family(userExports),
	...family(userImports),
];
