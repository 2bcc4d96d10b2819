import { accountsOf, groupsOf, organizationsOf, permissionProfilesOf } from '../api/accounts';
import { dsGroupsOf, identityProvidersOf } from '../api/moreLists';
import { wholeList } from './wholeLists';

export { searchApiOperations } from './apiOperations';
export { searchUsers } from './users';

export const searchOrganizations = wholeList('nowhere', organizationsOf);
export const searchAccounts = wholeList('organization', accountsOf);
export const searchGroups = wholeList('account', groupsOf);
export const searchPermissionProfiles = wholeList('account', permissionProfilesOf);
export const searchDsGroups = wholeList('account', dsGroupsOf);
export const searchIdentityProviders = wholeList('organization', identityProvidersOf);
