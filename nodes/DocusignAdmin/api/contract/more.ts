import type { PublishedOperation } from '../published/facts';
import { publishedOperation } from '../published/facts';
import { PUBLISHED_VERBS } from '../published/verbs';
import type { ContractRow } from './types';

/** What can be done instead where a contract lacks these operations. */
const DS_GROUPS = 'DS groups are managed in Docusign Admin.';
const IMPORTS = 'Users are created, updated and closed one by one with the operations on users.';
const PRODUCTS = 'The permission profiles of products are managed in Docusign Admin.';

/**
 * Operations that are on both contracts what the published one says of them, or are not there: by
 * Docusign's ids, with what to do where they are not.
 */
export const MORE = {
	addDSGroup: DS_GROUPS,
	getDSGroup: DS_GROUPS,
	deleteDSGroup: DS_GROUPS,
	getDSGroupUsers: DS_GROUPS,
	addDSGroupUsers: DS_GROUPS,
	removeDSGroupUsers: DS_GROUPS,
	getProductPermissionProfiles: PRODUCTS,
	getUserProductPermissionProfiles: PRODUCTS,
	addUserProductPermissionProfiles: PRODUCTS,
	removeUserProductPermission: PRODUCTS,
	getIdentityProviders: 'They are shown under Docusign Admin > Identity Providers.',
	deleteIdentities: 'An identity is deleted on the page of the user in Docusign Admin.',
	addBulkUserImport: IMPORTS,
	updateBulkUserImports: IMPORTS,
	closeBulkUserImportRequest: IMPORTS,
	closeBulkExternalUserImportRequest: IMPORTS,
	getBulkUserImportRequests: IMPORTS,
	getBulkUserImportRequest: IMPORTS,
	getBulkUserImportCSV: IMPORTS,
	deleteBulkUserImport: IMPORTS,
	getUserListExports: 'Read the users with User > Get Many instead.',
	redactIndividualUserData: 'Ask Docusign to redact the data of a user.',
} as const;

export type MoreOperationId = keyof typeof MORE;

const ids = Object.keys(MORE) as MoreOperationId[];

const each = <T>(make: (id: MoreOperationId) => T) =>
	Object.fromEntries(ids.map((id) => [id, make(id)])) as Record<MoreOperationId, T>;

const facts = (id: MoreOperationId): PublishedOperation => publishedOperation(id)!;

export const MORE_VERBS = each((id) => PUBLISHED_VERBS[id]);

/** What the description says of each, for its row on the published contract. */
export const MORE_FACTS = each((id): Pick<ContractRow, 'scopes'> => ({ scopes: facts(id).scopes }));

/** The rows of a contract that has none of them. */
export const LACKING = each((id): ContractRow => ({ scopes: facts(id).scopes, lacks: MORE[id] }));
