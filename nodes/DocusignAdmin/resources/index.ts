import type { Resource } from '../operation';
import { connectionTo } from './connection';
import { account, dsGroup, group, permissionProfile } from './lists';
import { membership } from './membership';
import { organization } from './organization';
import { roster } from './roster';
import { user } from './user';

/** What there is in Docusign, from the organization down, as the check of the connection reports it. */
export const docusignResources: Resource[] = [
	organization,
	account,
	user,
	membership,
	permissionProfile,
	group,
	dsGroup,
];

/** What is done in Docusign: the resources of the README's table. */
export const workResources: Resource[] = [...docusignResources, roster];

/** The Resource menu, in its order. */
export const resources: Resource[] = [...workResources, connectionTo(docusignResources)].sort(
	(a, b) => a.name.localeCompare(b.name),
);
