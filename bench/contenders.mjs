import { randomUUID } from 'node:crypto';
import { CREDENTIAL } from '../scripts/workflows.mjs';
import { chain, docusign, locator } from '../test/e2e/support/workflow.mjs';

/** @typedef {{ organizationId: string, accountId: string, adminBaseUrl: string }} Place */

/** The biggest page of the published contract. */
export const PAGE_SIZE = 250;

/**
 * Our node, raw records, so that all contenders bring the same.
 * @param {Place} place
 * @param {{ simplify?: boolean, filters?: object }} [options]
 */
export const ourNode = ({ organizationId }, { simplify = false, filters = {} } = {}) =>
	chain('Docusign Admin', [
		docusign({
			resource: 'user',
			operation: 'getAll',
			organizationId: locator(organizationId),
			returnAll: true,
			simplify,
			filters,
		}),
	]);

/** @param {Place} place */
const httpNode = ({ organizationId, accountId, adminBaseUrl }) => ({
	id: randomUUID(),
	name: 'HTTP Request',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	position: [440, 0],
	credentials: { [CREDENTIAL.type]: { id: CREDENTIAL.id, name: CREDENTIAL.name } },
	parameters: {
		url: `${adminBaseUrl}/v2/organizations/${organizationId}/users`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: CREDENTIAL.type,
		sendQuery: true,
		queryParameters: {
			parameters: [
				{ name: 'account_id', value: accountId },
				{ name: 'take', value: String(PAGE_SIZE) },
			],
		},
		options: {
			pagination: {
				pagination: {
					paginationMode: 'updateAParameterInEachRequest',
					parameters: {
						parameters: [{ type: 'qs', name: 'start', value: `={{ $pageCount * ${PAGE_SIZE} }}` }],
					},
					paginationCompleteWhen: 'other',
					completeExpression: '={{ !$response.body.paging?.next }}',
					limitPagesFetched: false,
				},
			},
		},
	},
});

const splitOut = {
	id: randomUUID(),
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	position: [660, 0],
	parameters: { fieldToSplitOut: 'users', options: {} },
};

/**
 * n8n's own node with its pagination: an item for each page.
 * @param {Place} place
 */
export const httpRequest = (place) => chain('HTTP Request', [httpNode(place)]);

/**
 * The same, brought to an item for each user, as our node puts them out.
 * @param {Place} place
 */
export const httpRequestSplit = (place) =>
	chain('HTTP Request, Split Out', [httpNode(place), splitOut]);
