export { searchUsers } from './users';
export {
	searchAccounts,
	searchGroups,
	searchOrganizations,
	searchPermissionProfiles,
} from './wholeLists';
