import type { Resource } from '../operation';
import { apiCall } from './apiCall';
import { connectionTo } from './connection';
import { dataRedaction } from './dataRedaction';
import { dsGroup } from './dsGroup';
import { identity } from './identity';
import { account, group, identityProvider, permissionProfile } from './lists';
import { membership } from './membership';
import { organization } from './organization';
import { productPermission } from './productPermission';
import { reservedDomain } from './reservedDomain';
import { roster } from './roster';
import { user } from './user';
import { userImport } from './userImport';

/** What there is in Docusign, from the organization down, as the check of the connection reports it. */
export const docusignResources: Resource[] = [
	organization,
	account,
	user,
	membership,
	permissionProfile,
	group,
	dsGroup,
	productPermission,
	identity,
	userImport,
	dataRedaction,
	identityProvider,
	reservedDomain,
];

/** What is done in Docusign: the table in docs/operations.md begins with these. */
export const workResources: Resource[] = [...docusignResources, roster, apiCall];

/** The Resource menu, in its order. */
export const resources: Resource[] = [...workResources, connectionTo(docusignResources)].sort(
	(a, b) => a.name.localeCompare(b.name),
);
