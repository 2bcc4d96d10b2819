import type { Handler } from './operation';
import { activateMembership } from './operations/activateMembership';
import { addOrUpdateUser } from './operations/addOrUpdateUser';
import { addUsers } from './operations/addUsers';
import { closeMemberships } from './operations/closeMemberships';
import { createUser } from './operations/createUser';
import { deleteIdentities } from './operations/deleteIdentities';
import * as dsGroups from './operations/dsGroups';
import * as dsGroupUsers from './operations/dsGroupUsers';
import { getGroups } from './operations/getGroups';
import { getIdentityProviders } from './operations/getIdentityProviders';
import { getOrganizations } from './operations/getOrganizations';
import { getPermissions } from './operations/getPermissions';
import { getReservedDomains } from './operations/getReservedDomains';
import { getUsers } from './operations/getUsers';
import * as productPermissions from './operations/productPermissions';
import * as profiles from './operations/profiles';
import * as redaction from './operations/redaction';
import * as settings from './operations/settings';
import { updateEmailAddress } from './operations/updateEmailAddress';
import { updateUser } from './operations/updateUser';
import * as userExports from './operations/userExports';
import * as userImports from './operations/userImports';

const isHandler = (value: unknown): value is Handler =>
	typeof value === 'object' && value !== null && 'fact' in value && 'handle' in value;

/** A family in one file contributes every operation that it exports. */
const family = (module: object): Handler[] => Object.values(module).filter(isHandler);

/** The operations of the published contract that the sandbox carries out. */
export const publishedHandlers: readonly Handler[] = [
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
