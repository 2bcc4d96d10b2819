import type { CursorHandler } from './operation';
import { listAccounts, listOrganizations, listPermissionProfiles } from './operations/catalogue';
import { closeUsers } from './operations/closeUsers';
import { listAccountUsers, listOrganizationUsers } from './operations/lists';
import { updateMembership } from './operations/updateMembership';
import { createUser, getUser, updateUser } from './operations/users';

/** The operations of the cursor contract, all of them. */
export const cursorHandlers: readonly CursorHandler[] = [
	closeUsers,
	createUser,
	getUser,
	listAccountUsers,
	listAccounts,
	listOrganizationUsers,
	listOrganizations,
	listPermissionProfiles,
	updateMembership,
	updateUser,
];
