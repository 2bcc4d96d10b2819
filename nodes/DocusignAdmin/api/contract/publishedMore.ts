import type { ApiRequest, JsonObject, JsonValue } from '../../../shared/http';
import { defined, objectIn } from '../../../shared/json';
import { MORE_FACTS, type MoreOperationId } from './more';
import type { ContractRow, Facts } from './types';

/** The rows of what only the published contract has: DS groups, products, identities, redaction. */

const organization = ({ organizationId }: Facts) =>
	`/organizations/${encodeURIComponent(organizationId)}`;
const account = (facts: Facts) =>
	`/v2.1${organization(facts)}/accounts/${encodeURIComponent(facts.accountId ?? '')}`;
const userId = ({ user }: Facts) => encodeURIComponent(user?.id ?? '');
const id = (value: JsonValue) => encodeURIComponent(String(value ?? ''));

const under = (name: string) => (body: JsonObject) => body[name];

/** One record, which is the answer itself. */
const single = (key: string) => (body: JsonObject) =>
	body[key] === undefined ? undefined : [body];

/**
 * A change of what the path names: an id of the change that stands there is not part of the body.
 *
 * @param path below the account
 */
const inGroup =
	(method: ApiRequest['method'], path = '') =>
	({ ds_group_id: group, ...body }: JsonObject, facts: Facts): ApiRequest => ({
		method,
		path: `${account(facts)}/dsgroups/${id(group)}${path}`,
		...(Object.keys(body).length > 0 && { body }),
	});

const imports = (facts: Facts) => `/v2${organization(facts)}/imports/bulk_users`;

/** A file of users; Docusign's own examples give it a name. */
const upload =
	(path: string) =>
	({ csv }: JsonObject, facts: Facts): ApiRequest => ({
		method: 'POST',
		path: `${imports(facts)}/${path}`,
		headers: { 'content-type': 'text/csv', 'content-disposition': 'filename=users.csv' },
		body: csv,
	});

type Row = Omit<ContractRow, 'scopes'>;

const rows: Record<MoreOperationId, Row> = {
	addDSGroup: {
		write: (body, facts) => ({ method: 'POST', path: `${account(facts)}/dsgroups`, body }),
	},
	getDSGroup: { records: single('ds_group_id') },
	deleteDSGroup: { write: inGroup('DELETE') },
	getDSGroupUsers: {
		paging: 'numbered',
		// As for the groups themselves.
		maxPageSize: 100,
		records: (body) => objectIn(body.group_users).users,
	},
	addDSGroupUsers: { write: inGroup('POST', '/users') },
	removeDSGroupUsers: { write: inGroup('DELETE', '/users') },
	getProductPermissionProfiles: { paging: 'none', records: under('product_permission_profiles') },
	getUserProductPermissionProfiles: {
		needs: ['id'],
		paging: 'none',
		records: under('product_permission_profiles'),
	},
	addUserProductPermissionProfiles: {
		needs: ['id'],
		write: (body, facts) => ({
			method: 'POST',
			path: `${account(facts)}/products/users/${userId(facts)}/permission_profiles`,
			body,
		}),
	},
	removeUserProductPermission: {
		needs: ['id'],
		write: (change, facts) => ({
			method: 'DELETE',
			path: `${account(facts)}/products/users`,
			body: defined({ user_id: facts.user?.id, ...change }),
		}),
	},
	getIdentityProviders: { paging: 'none', records: under('identity_providers') },
	deleteIdentities: {
		needs: ['id'],
		write: (body, facts) => ({
			method: 'DELETE',
			path: `/v2${organization(facts)}/users/${userId(facts)}/identities`,
			body,
		}),
	},
	addBulkUserImport: { write: upload('add') },
	updateBulkUserImports: { write: upload('update') },
	closeBulkUserImportRequest: { write: upload('close') },
	closeBulkExternalUserImportRequest: { write: upload('close_external') },
	getUserListExports: { paging: 'none', records: under('exports') },
	getBulkUserImportRequests: { paging: 'none', records: under('imports') },
	getBulkUserImportRequest: { records: single('id') },
	// A file, which is no list of records.
	getBulkUserImportCSV: {},
	deleteBulkUserImport: {
		write: ({ import_id: job }, facts) => ({
			method: 'DELETE',
			path: `${imports(facts)}/${id(job)}`,
		}),
	},
	redactIndividualUserData: {
		needs: ['id', 'email', 'memberships'],
		write: (change, facts) => ({
			method: 'POST',
			path: `/v2/data_redaction${organization(facts)}/user`,
			body: defined({ user_id: facts.user?.id, ...change }),
		}),
	},
};

export const PUBLISHED_MORE = Object.fromEntries(
	Object.entries(rows).map(([name, row]) => [
		name,
		{ ...MORE_FACTS[name as MoreOperationId], ...row },
	]),
) as Record<MoreOperationId, ContractRow>;
