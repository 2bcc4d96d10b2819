export { searchAccounts } from './accounts';
export { searchGroups } from './groups';
export { searchOrganizations } from './organizations';
export { searchPermissionProfiles } from './permissionProfiles';
export { searchUsers } from './users';
