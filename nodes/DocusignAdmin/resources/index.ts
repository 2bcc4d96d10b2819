import type { Resource } from '../operation';
import { account } from './account';
import { connection } from './connection';
import { dsGroup } from './dsGroup';
import { group } from './group';
import { membership } from './membership';
import { organization } from './organization';
import { permissionProfile } from './permissionProfile';
import { user } from './user';

/** The Resource menu, in its order. */
export const resources: Resource[] = [
	account,
	connection,
	dsGroup,
	group,
	membership,
	organization,
	permissionProfile,
	user,
];
